export { AlarmsComponent, type AlarmsComponentArgs } from "./alarms";
export { ConsumerComponent, type ConsumerComponentArgs } from "./consumer";
export { listPermissions, type PermissionsArgs } from "./permissions";
export { QueueComponent, type QueueComponentArgs } from "./queue";
