export const majorVersionRule = "must be a major version of Aurora PostgreSQL, 15 to 17, without a minor one, because"
    + " AWS withdraws minor versions";

export function isMajorVersion(version: string): boolean {
    return /^1[5-7]$/.test(version);
}

export const userNameRule = "must be 1 to 63 lower-case letters, digits and underscores, a letter first, and no name"
    + " that PostgreSQL or AWS reserves";

/** The names that begin with neither rds nor pg_; the key words are those that PostgreSQL takes for no name. */
const reservedNames = new Set([
    "admin", "administrator", "none", "public",
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary", "both",
    "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for",
    "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially", "inner", "intersect",
    "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp",
    "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing",
    "primary", "references", "returning", "right", "select", "session_user", "similar", "some", "symmetric",
    "system_user", "table", "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using",
    "variadic", "verbose", "when", "where", "window", "with",
]);

export function isUserName(name: string): boolean {
    return /^(?!rds|pg_)[a-z][a-z0-9_]{0,62}$/.test(name) && !reservedNames.has(name);
}
