import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, setting, settings } from "./deployment";

describe("lambda", () => {
    const getFunction = () => clients.lambda.getFunction({ FunctionName: outputs.functionName });
    const getConfiguration = async () => {
        const { Configuration } = await getFunction();
        assert(Configuration);
        return Configuration;
    };

    it("C10 function is named and tagged as this environment's", async () => {
        assert.match(outputs.functionName, new RegExp(`^${named("function")}-`));
        assert.deepEqual((await getFunction()).Tags, { ...commonTags(), Name: named("function") });
    });

    it("D6 function has the configured runtime", async () => {
        const { Runtime, KMSKeyArn } = await getConfiguration();
        assert.equal(Runtime, setting("runtime"));
        assert.equal(KMSKeyArn, outputs.kmsKeyArn);
    });

    it("C9 function stands in the private subnets", async () => {
        const { VpcConfig } = await getConfiguration();
        assert.deepEqual(VpcConfig?.SubnetIds?.sort(), [...outputs.privateSubnetIds].sort());
        assert.equal(VpcConfig.SecurityGroupIds?.length, 1);
    });

    it("C7 function knows where database, cache and secrets are, but no secret", async () => {
        const { Environment } = await getConfiguration();
        const { CACHE_NAME, CACHE_USER, ...variables } = Environment?.Variables ?? {};
        assert.match(CACHE_NAME ?? "", new RegExp(`^${named("cache")}-`));
        assert.match(CACHE_USER ?? "", /^app-sg-/);
        assert.deepEqual(variables, {
            APP_SECRET_ARN: outputs.appSecretArn,
            CACHE_HOST: outputs.redisEndpoint,
            CACHE_PORT: String(outputs.redisPort),
            DATABASE_PARAMETER: `/database/${settings.project}/${outputs.environment}-${outputs.environmentSuffix}`,
            NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
        });
    });

    it("function is called by the API's own methods alone", async () => {
        const { Policy = "" } = await clients.lambda.getPolicy({ FunctionName: outputs.functionName });
        const { Statement } = JSON.parse(Policy) as { Statement: Record<string, unknown>[] };
        const sources = Statement.map(({ Principal, Condition }) => JSON.stringify([Principal, Condition]));
        assert.equal(sources.length, 2);
        for (const path of ["GET/status", "POST/patients"]) {
            assert(sources.some(source => source.includes("apigateway.amazonaws.com")
                && source.includes(`:${outputs.apiId}/*/${path}"`)), path);
        }
    });
});
