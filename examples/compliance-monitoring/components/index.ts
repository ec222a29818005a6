export { AdoptedRecorderComponent, type AdoptedRecorderComponentArgs } from "./adopted-recorder";
export { CustomRuleComponent, type CustomRuleComponentArgs } from "./custom-rule";
export { allowConfigDelivery } from "./delivery-policy";
export { ManagedRulesComponent, type ManagedRulesComponentArgs } from "./managed-rules";
export { RecorderComponent, type RecorderComponentArgs } from "./recorder";
