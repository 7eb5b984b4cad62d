import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

// Prisma's native schema engine is a download; the same engine as WebAssembly comes with the package and works offline.
// It prints the SQL of the declared schema. It is an internal interface, so it is touched here and nowhere else (docs/decisions/prisma-migrations.md).

type Files = { path: string; content: string }[]
type Engine = {
  diff(params: unknown): Promise<{ stdout: string | null }>
}

const here = path.dirname(fileURLToPath(import.meta.url))
const filters = { externalTables: [], externalEnums: [] }

function schemaFiles(): Files {
  const dir = path.join(here, 'schema')
  return readdirSync(dir)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(path.join(dir, name), 'utf8') }))
}

async function loadEngine(url: string): Promise<Engine> {
  const require = createRequire(import.meta.url)
  const dir = path.dirname(require.resolve('@prisma/schema-engine-wasm'))
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as {
    __wbg_set_wasm(exports: WebAssembly.Exports): void
    SchemaEngine: { new: (options: unknown, log: () => void, adapter: unknown) => Promise<Engine> }
  }
  const wasm = new WebAssembly.Module(readFileSync(path.join(dir, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(wasm, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
  const datamodels = schemaFiles().map((file) => [file.path, file.content])
  return bindings.SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url })),
  )
}

/** The DDL of the whole schema from nothing: the raw material of a migration, finished by hand. */
export async function printSchemaSql(url: string): Promise<string> {
  const engine = await loadEngine(url)
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters,
  })
  return stdout ?? ''
}
