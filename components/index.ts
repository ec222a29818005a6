export { AlbComponent, type AlbComponentArgs } from "./alb";
export { AsgComponent, type AsgComponentArgs } from "./asg";
export { RdsComponent, type RdsComponentArgs } from "./rds";
export { S3Component, type S3ComponentArgs } from "./s3";
export { VpcComponent, type VpcComponentArgs } from "./vpc";
