import type { Mutant } from "./mutant";
import { Breeder } from "./try";

// Gets one mutant after the other, of any system.
const breeders = new Map<string, Breeder>();

process.on("message", (mutant: Mutant | { end: true }) => {
    if ("end" in mutant) {
        breeders.forEach(breeder => breeder.close());
        process.disconnect();
        return;
    }
    let breeder = breeders.get(mutant.system);
    if (!breeder) {
        // One at a time: each keeps the types of its system.
        breeders.forEach(former => former.close());
        breeders.clear();
        breeder = new Breeder(mutant.system);
        breeders.set(mutant.system, breeder);
    }
    void breeder.try(mutant).then(outcome => process.send?.(outcome));
});
