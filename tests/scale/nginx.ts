import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Child, startChild } from '#app/start/child.ts'
import { ensureProgram } from '#app/start/debian-packages.ts'
import type { Household } from '#app/start/household.ts'
import { waitUntil } from '#app/start/wait-until.ts'

/**
 * nginx as it would stand before the site: in turns to each web server, to the next one where one does not take a connection. Writes which
 * of them answered what to `answers.log`.
 */
const settings = (dir: string, port: number, webs: readonly string[]) => `
daemon off;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log warn;
worker_processes 1;
events { worker_connections 1024; }
http {
  log_format answers '$upstream_addr $status $request_method';
  access_log ${dir}/answers.log answers;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  client_max_body_size 64m;
  upstream site {
    ${webs.map((web) => `server ${new URL(web).host} max_fails=1 fail_timeout=1s;`).join('\n    ')}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${String(port)};
    listen [::1]:${String(port)};
    location / {
      proxy_pass http://site;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 2s;
    }
  }
}
`

export async function startNginx(
  dataDir: string,
  port: number,
  webs: readonly string[],
  { adopt }: Pick<Household, 'adopt'>,
): Promise<{ child: Child; answersLog: string }> {
  const dir = path.resolve(dataDir, 'nginx')
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'nginx.conf')
  writeFileSync(file, settings(dir, port, webs))
  writeFileSync(path.join(dir, 'answers.log'), '')
  const child = await startChild({
    name: 'nginx',
    command: ensureProgram('nginx'),
    args: ['-c', file, '-p', dir, '-e', path.join(dir, 'error.log')],
    env: { PATH: '/usr/bin:/bin' },
    cwd: dir,
    dataDir,
    stopSignal: 'SIGQUIT',
    stopPatienceMs: 10_000,
    adopt,
  })
  await waitUntil(child, () => answers(`http://127.0.0.1:${String(port)}/healthz`), { everyMs: 50, withinMs: 10_000 })
  return { child, answersLog: path.join(dir, 'answers.log') }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
