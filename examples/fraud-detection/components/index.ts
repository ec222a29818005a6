export { AlarmsComponent, type AlarmsComponentArgs } from "./alarms";
export { AuroraComponent, type AuroraComponentArgs } from "./aurora";
export { ClusterComponent, type ClusterComponentArgs } from "./cluster";
export { DashboardComponent, type DashboardComponentArgs } from "./dashboard";
export { ServiceComponent, type ServiceComponentArgs } from "./service";
export { TableComponent, type TableComponentArgs } from "./table";
export { containerName, TaskComponent, type TaskComponentArgs } from "./task";
