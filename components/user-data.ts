export interface UserDataArgs {
    /** Port on which the application serves. */
    port: number;
    /** Name of the SSM parameter that says where the database is. */
    databaseParameterName: string;
}

/**
 * The script that installs the application on a new Amazon Linux 2023 instance: a small example, to be replaced by
 * yours. It downloads nothing, so an instance becomes healthy with or without a NAT gateway.
 */
export function renderUserData({ port, databaseParameterName }: UserDataArgs): string {
    return `#!/bin/bash
set -euo pipefail

cat > /opt/application.py <<'EOF'
${application}EOF

cat > /etc/systemd/system/application.service <<'EOF'
[Unit]
Description=Application
After=network.target

[Service]
ExecStart=/usr/bin/python3 /opt/application.py
Environment=PORT=${port} DATABASE_PARAMETER=${databaseParameterName}
DynamicUser=yes
Restart=always

[Install]
WantedBy=multi-user.target
EOF

systemctl enable --now application.service
`;
}

/** For Python 3.9, which is part of the image. */
const application = `import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    # Seconds for a client to send its request, or it would hold a thread for ever.
    timeout = 10
    pages = {
        "/health": "ok",
        "/": "The database is described in the SSM parameter " + os.environ["DATABASE_PARAMETER"],
    }

    def do_GET(self):
        page = self.pages.get(self.path.partition("?")[0])
        body = ((page or "not found") + "\\n").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
`;
