import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import type { Module, Modules } from './forms/survey.ts'

/** As they are in the build: what only Vite can import is in it already. */
export async function builtModules(): Promise<Modules> {
  const { routes } = (await import(path.resolve('build/server/index.js'))) as ServerBuild
  const byPath = new Map(Object.values(routes).map((route) => [`/${route.path ?? ''}`, route.module as Module]))
  return ({ address }) => {
    const module = byPath.get(address)
    if (module === undefined) throw new Error(`${address} is not in the build`)
    return Promise.resolve(module)
  }
}
