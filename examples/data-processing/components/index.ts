export { AlarmsComponent, type AlarmsComponentArgs } from "./alarms";
export { bundle } from "./bundle";
export { FunctionComponent, type FunctionComponentArgs } from "./function";
export { QueueComponent, type QueueComponentArgs } from "./queue";
export { TableComponent, type TableComponentArgs } from "./table";
export { TopicComponent, type TopicComponentArgs } from "./topic";
