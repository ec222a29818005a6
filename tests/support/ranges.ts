/** Whether two address ranges have an address in common; a project without VPC has no ranges. */
export function overlap(one: string | undefined, other: string | undefined): boolean {
    if (one === undefined || other === undefined) {
        return false;
    }
    const [[first, end], [otherFirst, otherEnd]] = [addresses(one), addresses(other)];
    return first < otherEnd && otherFirst < end;
}

function addresses(range: string): [first: number, end: number] {
    const [address = "", prefix] = range.split("/");
    const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
    return [first, first + 2 ** (32 - Number(prefix))];
}
