export { S3Component, type S3ComponentArgs } from "./s3";
export { VpcComponent, type VpcComponentArgs } from "./vpc";
