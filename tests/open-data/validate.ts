import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import AjvDraft4 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'

// The published schemas as they are (standards/README.md), patched by the extensions that the packages name, and their closed codelists.

type Json = Record<string, unknown>
const standards = path.join(import.meta.dirname, 'standards')
const readJson = (file: string): Json => JSON.parse(readFileSync(path.join(standards, file), 'utf8')) as Json

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON merge patch (RFC 7396): how an extension changes the release schema. */
function patched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged: Json = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, name)
    else merged[name] = patched(merged[name], value)
  }
  return merged
}

/** draft-04 names a schema by `id`, which a field of the data may be called too: only the root's is taken away. */
const withoutId = (schema: Json): Json => ({ ...schema, id: undefined, $schema: undefined })

const base = 'https://standard.open-contracting.org/schema/1__1__5/'
const extensionFiles = ['bids-release-schema.json', 'transactions_relatedMilestone-release-schema.json']

function releaseSchema(): Json {
  const extensions = extensionFiles.map((file) => readJson(`ocds/extensions/${file}`))
  return extensions.reduce<unknown>(patched, readJson('ocds/release-schema.json')) as Json
}

function ocds() {
  const ajv = new AjvDraft4({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(withoutId(releaseSchema()), `${base}release-schema.json`)
  // Nothing of ours has a versioned release.
  ajv.addSchema({}, `${base}versioned-release-validation-schema.json`)
  return {
    releases: ajv.compile(withoutId(readJson('ocds/release-package-schema.json'))),
    records: ajv.compile(withoutId(readJson('ocds/record-package-schema.json'))),
  }
}

function grants() {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  // They name their dialect by http, which is not its name (https); the package of 1.4.3 still names the grant of 1.4.2.
  const read = (file: string): Json => ({ ...readJson(`360giving/${file}`), $schema: undefined })
  const { $id, ...grant } = read('360-giving-schema.json')
  ajv.addSchema(grant, String($id).replace('1.4.3', '1.4.2'))
  return ajv.compile(read('360-giving-package-schema.json'))
}

const codesOf = (file: string): Set<string> => {
  const rows: { Code: string }[] = parse(readFileSync(path.join(standards, file)), { columns: true, bom: true })
  return new Set(rows.map(({ Code }) => Code))
}

/** Where closed codelists are used, by the name of the field and the object's; the schema's enums hold most of them already. */
function closedLists(): Map<string, Set<string>> {
  const known = new Set(readdirSync(path.join(standards, 'ocds/codelists')))
  const lists = new Map<string, Set<string>>()
  const look = (properties: unknown, owner: string) => {
    for (const [name, field] of Object.entries(isObject(properties) ? properties : {}))
      if (isObject(field) && field['openCodelist'] === false && typeof field['codelist'] === 'string') {
        const own = field['codelist']
        lists.set(`${owner}.${name}`, codesOf(known.has(own) ? `ocds/codelists/${own}` : `ocds/extensions/bids-${own}`))
      }
  }
  const schema = releaseSchema()
  look(schema['properties'], 'Release')
  for (const [owner, definition] of Object.entries(schema['definitions'] as Json))
    if (isObject(definition)) look(definition['properties'], owner)
  return lists
}

const validators = { ocds: ocds(), grants: grants(), lists: closedLists() }
/** A field of a package → the definition of what is in it. */
const definitionOf: Record<string, string> = {
  releases: 'Release',
  compiledRelease: 'Release',
  tender: 'Tender',
  awards: 'Award',
  contracts: 'Contract',
  milestones: 'Milestone',
  details: 'Bid',
  value: 'Value',
  amount: 'Value',
  parties: 'Organization',
  documents: 'Document',
  statistics: 'Statistic',
}

function wrongCodes(value: unknown, owner: string, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => wrongCodes(item, owner, `${at}/${index}`))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const list = validators.lists.get(`${owner}.${name}`)
    const codes = [inner].flat().filter((code) => typeof code === 'string')
    const wrong = list === undefined ? [] : codes.filter((code) => !list.has(code))
    return [
      ...wrong.map((code) => `${at}/${name} ${code} is not in the closed codelist`),
      ...wrongCodes(inner, definitionOf[name] ?? '', `${at}/${name}`),
    ]
  })
}

export type PackageKind = 'releases' | 'records' | '360giving'

/** Every fault of a package against its standard; none: it is valid. */
export function faultsOf(kind: PackageKind, text: string): string[] {
  const data: unknown = JSON.parse(text)
  const validate = kind === '360giving' ? validators.grants : validators.ocds[kind]
  validate(data)
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
  return kind === '360giving' ? faults : [...faults, ...wrongCodes(data, '', '')]
}
