import type { Registration, Resource } from "../host/monitor";
import type { Analysis } from "./analysis";

export interface Rule {
    name: string;
    description: string;
    remedy: string;
    /** Ids in other catalogues. */
    tags: string[];
}

/** Whoever knows rules and asks them about stacks. */
export interface Rules {
    /** Names of all rules. */
    known: Promise<string[]>;
    /** All that the project hasn't disabled. */
    enabled: Promise<Rule[]>;
    /** Begins with a stack. @param region of the provider that serves what names no other */
    analyze(region: string | undefined): StackAnalysis;
    stop(): Promise<void>;
}

/** What rules find in one stack. */
export interface StackAnalysis {
    /** Hears of a resource before it is created. */
    submit(registration: Registration): void;
    finish(resources: Resource[]): Promise<Analysis>;
}
