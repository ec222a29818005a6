import type { ModifyDBInstanceMessage } from "@aws-sdk/client-rds";
import type { Deployed, Fault } from "./fault";

type Change = Omit<ModifyDBInstanceMessage, "DBInstanceIdentifier">;

/** A setting of the database that has the wrong value. */
function databaseSetting(name: string, wrong: Change, right: Change): Fault {
    const set = (change: Change) => ({ clients: { rds }, outputs }: Deployed) => rds.modifyDBInstance({
        DBInstanceIdentifier: outputs.rdsIdentifier, ApplyImmediately: true, ...change });
    return { name, inflict: set(wrong), restore: set(right) };
}

const secureTransport = (ParameterValue: string) => async ({ clients: { rds }, outputs }: Deployed) => {
    const { DBInstances } = await rds.describeDBInstances({
        DBInstanceIdentifier: outputs.rdsIdentifier });
    return rds.modifyDBParameterGroup({
        DBParameterGroupName: DBInstances?.[0]?.DBParameterGroups?.[0]?.DBParameterGroupName,
        Parameters: [{ ParameterName: "require_secure_transport", ParameterValue, ApplyMethod: "immediate" }],
    });
};

/** A role that may do more than it should. */
function rolePolicy(name: string, Action: string, Resource: string): Fault {
    const PolicyName = "by-hand";
    const Statement = [{ Effect: "Allow", Action, Resource }];
    return {
        name,
        inflict: ({ clients: { iam }, outputs }) => iam.putRolePolicy({
            RoleName: outputs.instanceRoleName,
            PolicyName,
            PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
        }),
        restore: ({ clients: { iam }, outputs }) => iam.deleteRolePolicy({
            RoleName: outputs.instanceRoleName, PolicyName }),
    };
}

/** What a fault has overwritten. */
let parameter: string | undefined;

const putParameter = ({ clients: { ssm }, outputs }: Deployed, Value: string | undefined) => ssm.putParameter({
    Name: outputs.databaseParameterName, Value, Type: "String", Overwrite: true });

export const data: Fault[] = [
    databaseSetting("the database is public", { PubliclyAccessible: true }, { PubliclyAccessible: false }),
    databaseSetting("the database has lost its standby", { MultiAZ: false }, { MultiAZ: true }),
    databaseSetting("the database makes no backups", { BackupRetentionPeriod: 0 }, { BackupRetentionPeriod: 14 }),
    databaseSetting("the database can't be deleted", { DeletionProtection: true }, { DeletionProtection: false }),
    databaseSetting("the database has another class",
        { DBInstanceClass: "db.t4g.micro" }, { DBInstanceClass: "db.t4g.medium" }),
    databaseSetting("the database's storage doesn't grow", { MaxAllocatedStorage: 100 }, { MaxAllocatedStorage: 500 }),
    {
        name: "the database admits connections without TLS",
        inflict: secureTransport("0"),
        restore: secureTransport("1"),
    },
    {
        name: "the database's error log is kept for ever",
        inflict: ({ clients: { logs }, outputs }) => logs.deleteRetentionPolicy({
            logGroupName: `/aws/rds/instance/${outputs.rdsIdentifier}/error` }),
        restore: ({ clients: { logs }, outputs }) => logs.putRetentionPolicy({
            logGroupName: `/aws/rds/instance/${outputs.rdsIdentifier}/error`, retentionInDays: 90 }),
    },
    {
        name: "the flow log is kept for ever",
        inflict: ({ clients: { logs }, outputs }) => logs.deleteRetentionPolicy({
            logGroupName: outputs.flowLogGroupName }),
        restore: ({ clients: { logs }, outputs }) => logs.putRetentionPolicy({
            logGroupName: outputs.flowLogGroupName, retentionInDays: 90 }),
    },
    rolePolicy("the application may read every parameter", "ssm:GetParameter", "*"),
    rolePolicy("the application may do anything to buckets", "s3:*", "*"),
    {
        name: "the database parameter holds a password",
        inflict: async deployed => {
            const { Parameter } = await deployed.clients.ssm.getParameter({
                Name: deployed.outputs.databaseParameterName });
            parameter = Parameter?.Value;
            const content = JSON.parse(parameter ?? "") as object;
            return putParameter(deployed, JSON.stringify({ ...content, password: "s3cret" }));
        },
        restore: deployed => putParameter(deployed, parameter),
    },
];
