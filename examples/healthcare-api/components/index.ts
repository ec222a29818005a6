export { ApiComponent, type ApiComponentArgs } from "./api";
export { CacheComponent, type CacheComponentArgs } from "./cache";
export { ClientGroupComponent, type ClientGroupComponentArgs } from "./client-group";
export { KeyComponent, type KeyComponentArgs } from "./key";
export { SecretComponent, type SecretComponentArgs } from "./secret";
export { StageComponent, type StageComponentArgs } from "./stage";
