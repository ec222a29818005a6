export const imageRule = "must be a container image with a tag other than latest, or with a digest";

export function isImage(image: string): boolean {
    const name = "[a-z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)*";
    const version = "(:(?!latest$)\\w[\\w.-]{0,127}|(:\\w[\\w.-]{0,127})?@sha256:[0-9a-f]{64})";
    return new RegExp(`^${name}${version}$`).test(image);
}

/** The ARN of the ECR repository that an image is in; undefined where it is in another registry. */
export function repositoryArn(image: string): string | undefined {
    const [, account, region, repository]
        = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(image) ?? [];
    return repository && `arn:aws:ecr:${region}:${account}:repository/${repository}`;
}

/** Runs until there is an image of the service: answers every request with 200, and ends when it is told to. */
export const placeholder = {
    image: "public.ecr.aws/docker/library/node:24-slim",
    command: ["node", "--eval", [
        'const server = require("node:http").createServer((_, response) => response.end());',
        'process.on("SIGTERM", () => server.close());',
        "server.listen(process.env.PORT);",
    ].join("\n")],
};
