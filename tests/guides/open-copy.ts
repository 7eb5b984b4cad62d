import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { asAppRole, dropDatabase, onServer, ownerUrl, withDatabase } from '#tests/support/services.ts'
import { freeAddress, ready, type Site, startWebAt, startWorker, stopServer } from '#tests/support/start-site.ts'

export type OpenCopy = { address: string; ownerUrl: string; close: () => Promise<void> }

/** A copy of a site with the demonstration: no walk finds what another left. It has its own web server and worker. */
export async function openCopy(told: Site, ending: AbortSignal): Promise<OpenCopy> {
  const template = new URL(told.ownerUrl).pathname.slice(1)
  const name = `${template}_${String(process.pid)}`
  await onServer(async (server) => {
    await dropDatabase(server, name)
    await server.query(`CREATE DATABASE ${server.escapeIdentifier(name)} TEMPLATE ${server.escapeIdentifier(template)}`)
  })
  const copyUrl = withDatabase(ownerUrl(), name)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'commonweal-guide-'))
  cpSync(told.dataDir, dataDir, { recursive: true })
  const env = { ...told.env, DATABASE_URL: asAppRole(copyUrl), DATA_DIR: dataDir }
  const address = await freeAddress()
  const children: ChildProcess[] = [startWebAt(address, env), startWorker({ ...env, PUBLIC_URL: address })]
  const end = () => {
    for (const child of children) child.kill()
  }
  ending.addEventListener('abort', end)
  await ready(address, children)
  return {
    address,
    ownerUrl: copyUrl,
    close: async () => {
      await Promise.all(children.map(stopServer))
      ending.removeEventListener('abort', end)
      rmSync(dataDir, { recursive: true, force: true })
      await onServer((server) => dropDatabase(server, name))
    },
  }
}
