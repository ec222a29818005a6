/** What the body of POST /patients must be, as a JSON schema of API Gateway's draft. */
export const patientModel = {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Patient",
    type: "object",
    required: ["givenName", "familyName", "birthDate"],
    additionalProperties: false,
    properties: {
        givenName: { type: "string", minLength: 1, maxLength: 100 },
        familyName: { type: "string", minLength: 1, maxLength: 100 },
        birthDate: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
};
