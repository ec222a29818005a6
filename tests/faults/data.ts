import type { DBInstance, ModifyDBInstanceMessage } from "@aws-sdk/client-rds";
import type { Deployed, Fault } from "./fault";

type Change = Omit<ModifyDBInstanceMessage, "DBInstanceIdentifier">;

async function findDatabase({ clients: { rds }, outputs }: Deployed): Promise<DBInstance> {
    const { DBInstances } = await rds.describeDBInstances({ DBInstanceIdentifier: outputs.rdsIdentifier });
    const [database] = DBInstances ?? [];
    if (!database) {
        throw new Error(`there is no database ${outputs.rdsIdentifier}`);
    }
    return database;
}

/** A setting of the database that has another value. */
function databaseFault<Key extends keyof Change & keyof DBInstance>(
    name: string, key: Key, change: (found: DBInstance[Key]) => Change[Key],
): Fault {
    return {
        name,
        inflict: async deployed => {
            const set = (value: unknown) => deployed.clients.rds.modifyDBInstance({
                DBInstanceIdentifier: deployed.outputs.rdsIdentifier, ApplyImmediately: true, [key]: value });
            const { [key]: found } = await findDatabase(deployed);
            await set(change(found));
            return () => set(found);
        },
    };
}

/** A role that may do more than it should. */
function rolePolicy(name: string, Action: string, Resource: string): Fault {
    const PolicyName = "by-hand";
    const Statement = [{ Effect: "Allow", Action, Resource }];
    return {
        name,
        inflict: async ({ clients: { iam }, outputs }) => {
            const RoleName = outputs.instanceRoleName;
            const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
            await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
            return () => iam.deleteRolePolicy({ RoleName, PolicyName });
        },
    };
}

/** A log group whose logs nobody deletes any more. */
function logFault(name: string, groupName: (deployed: Deployed) => string): Fault {
    return {
        name,
        inflict: async deployed => {
            const { clients: { logs } } = deployed;
            const logGroupName = groupName(deployed);
            const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: logGroupName });
            const found = logGroups?.find(group => group.logGroupName === logGroupName);
            await logs.deleteRetentionPolicy({ logGroupName });
            return () => logs.putRetentionPolicy({ logGroupName, retentionInDays: found?.retentionInDays });
        },
    };
}

export const data: Fault[] = [
    databaseFault("the database is public", "PubliclyAccessible", found => !found),
    databaseFault("the database's standby is not as configured", "MultiAZ", found => !found),
    databaseFault("the database keeps backups for another time", "BackupRetentionPeriod", found => found === 0 ? 1 : 0),
    databaseFault("the database's protection from deletion is changed", "DeletionProtection", found => !found),
    databaseFault("the database has another class", "DBInstanceClass", found =>
        found === "db.t4g.micro" ? "db.t4g.small" : "db.t4g.micro"),
    databaseFault("the database's storage has another limit", "MaxAllocatedStorage", (found = 0) => found + 1),
    {
        name: "the database admits connections without TLS",
        inflict: async deployed => {
            const { rds } = deployed.clients;
            const { DBParameterGroups } = await findDatabase(deployed);
            const DBParameterGroupName = DBParameterGroups?.[0]?.DBParameterGroupName;
            const set = (ParameterValue: string | undefined) => rds.modifyDBParameterGroup({
                DBParameterGroupName,
                Parameters: [{ ParameterName: "require_secure_transport", ParameterValue, ApplyMethod: "immediate" }],
            });
            const { Parameters } = await rds.describeDBParameters({ DBParameterGroupName, Source: "user" });
            const found = Parameters?.find(({ ParameterName }) => ParameterName === "require_secure_transport");
            await set("0");
            return () => set(found?.ParameterValue);
        },
    },
    logFault("the database's error log is kept for ever", ({ outputs }) =>
        `/aws/rds/instance/${outputs.rdsIdentifier}/error`),
    logFault("the flow log is kept for ever", ({ outputs }) => outputs.flowLogGroupName),
    rolePolicy("the application may read every parameter", "ssm:GetParameter", "*"),
    rolePolicy("the application may do anything to buckets", "s3:*", "*"),
    {
        name: "the application's role has a policy of AWS's own",
        inflict: async ({ clients: { iam }, outputs }) => {
            const attachment = {
                RoleName: outputs.instanceRoleName, PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" };
            await iam.attachRolePolicy(attachment);
            return () => iam.detachRolePolicy(attachment);
        },
    },
    {
        name: "the database parameter holds a password",
        inflict: async ({ clients: { ssm }, outputs }) => {
            const Name = outputs.databaseParameterName;
            const set = (Value: string) => ssm.putParameter({ Name, Value, Type: "String", Overwrite: true });
            const { Parameter } = await ssm.getParameter({ Name });
            const found = Parameter?.Value ?? "";
            await set(JSON.stringify({ ...JSON.parse(found) as object, password: "s3cret" }));
            return () => set(found);
        },
    },
];
