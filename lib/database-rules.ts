import { boolean, instanceType, integer } from "./rules";

/** The keys of a database that don't depend on its engine. */
export const databaseRules = {
    dbInstanceClass: instanceType("db.", "an RDS instance class"),
    // 65536 GiB is AWS's limit, and the limit of growth must be 10 % above the storage.
    dbStorageGib: integer(20, 59578),
    dbMaxStorageGib: integer(20, 65536),
    dbMultiAz: boolean,
    dbBackupDays: integer(0, 35),
    dbFinalSnapshot: boolean,
};

type StorageKey = "dbStorageGib" | "dbMaxStorageGib";

/** What the reader of the configuration refuses: storage that can't grow. */
export const storageWithoutGrowth: [
    keys: StorageKey[],
    isWrong: (values: Record<StorageKey, number>) => boolean,
    describe: (texts: Record<StorageKey, string>) => string,
] = [
    ["dbStorageGib", "dbMaxStorageGib"],
    ({ dbStorageGib, dbMaxStorageGib }) => dbMaxStorageGib * 10 < dbStorageGib * 11,
    ({ dbStorageGib, dbMaxStorageGib }) =>
        `dbMaxStorageGib must be at least 10 % above dbStorageGib, got ${dbMaxStorageGib} and ${dbStorageGib}`,
];
