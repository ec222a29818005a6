import assert from "node:assert/strict";
import { caller, clients, outputs, settings } from "./deployment";

interface Document {
    Statement: { Effect: string; Action: string | string[]; Resource: string | string[] }[];
}

/** IAM answers with URL-encoded documents. */
function readDocument(text: string | undefined): Document {
    return JSON.parse(decodeURIComponent(text ?? "")) as Document;
}

describe("iam", () => {
    const roleOfFunction = async () => {
        const { Configuration } = await clients.lambda.getFunction({ FunctionName: outputs.functionName });
        return { RoleName: Configuration?.Role?.split("/").at(-1) };
    };

    it("function's role may use secrets, key, cache and parameter of this stack alone", async () => {
        const { account } = await caller(clients);
        const role = await roleOfFunction();
        const { PolicyNames = [] } = await clients.iam.listRolePolicies(role);
        const policies = await Promise.all(PolicyNames.map(PolicyName =>
            clients.iam.getRolePolicy({ ...role, PolicyName })));
        const granted = policies.flatMap(({ PolicyDocument }) => readDocument(PolicyDocument).Statement)
            .flatMap(({ Action, Resource }) => [Action].flat().flatMap(action =>
                [Resource].flat().map(resource => `${action} ${resource}`)))
            .filter(permission => !/^(logs|ec2|xray):/.test(permission))
            .map(permission => permission.replace(/(replicationgroup:cache|user:app)-.*/, "$1"));
        const arn = (service: string, resource: string) =>
            `arn:aws:${service}:${outputs.region}:${account}:${resource}`;
        const name = `${outputs.environment}-${outputs.environmentSuffix}`;
        assert.deepEqual(granted.sort(), [
            `elasticache:Connect ${arn("elasticache", "replicationgroup:cache")}`,
            `elasticache:Connect ${arn("elasticache", "user:app")}`,
            `kms:Decrypt ${outputs.kmsKeyArn}`,
            `secretsmanager:GetSecretValue ${outputs.appSecretArn}`,
            `secretsmanager:GetSecretValue ${outputs.dbSecretArn}`,
            `ssm:GetParameter ${arn("ssm", `parameter/database/${settings.project}/${name}`)}`,
        ].sort());
    });
});
