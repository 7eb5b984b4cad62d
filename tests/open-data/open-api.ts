import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { OpenApi } from '#app/http/open-list/open-api.ts'

/** Every fault of the description against the published schema of OpenAPI 3.1; none: it is valid. */
export async function descriptionFaults(api: OpenApi): Promise<string[]> {
  const { valid, errors = [] } = await new Validator().validate(JSON.parse(JSON.stringify(api)) as never)
  const told =
    typeof errors === 'string' ? [errors] : errors.map((each) => `${each.instancePath} ${each.message ?? ''}`)
  return valid ? [] : ['not valid', ...told]
}

type Described = {
  headers?: Readonly<Record<string, unknown>>
  content?: Readonly<Record<string, { schema: object }>>
}

/** Holds answers against what a description says of them; whatever it does not say is a fault. */
export function answerJudge(api: OpenApi) {
  // In its strict mode: a schema with a keyword that means nothing is no schema.
  const ajv = new Ajv2020({ allErrors: true })
  addFormats(ajv)
  ajv.addKeyword('components')
  ajv.addSchema({ $id: 'api', components: api.components })
  const compiled = new Map<string, ValidateFunction>()

  /** `path`: as the description names it, such as `/calls/{callNo}`. */
  return async function faultsOf(path: string, answer: Response): Promise<string[]> {
    const described = api.paths[path]?.get.responses[String(answer.status)] as Described | undefined
    if (described === undefined) return [`${path} ${answer.status} is not described`]
    const missing = Object.keys(described.headers ?? {}).filter((name) => !answer.headers.has(name))
    const faults = missing.map((name) => `${path} ${answer.status} has no ${name}`)
    const text = await answer.text()
    if (described.content === undefined)
      return text === '' ? faults : [...faults, `${path} ${answer.status} has a body`]
    const type = answer.headers.get('Content-Type')?.split(';')[0] ?? ''
    const schema = described.content[type]?.schema
    if (schema === undefined) return [...faults, `${path} ${answer.status} is ${type}`]
    const key = `${path} ${answer.status}`
    const validate = compiled.get(key) ?? ajv.compile(absolute(schema))
    compiled.set(key, validate)
    validate(JSON.parse(text))
    const wrong = (validate.errors ?? []).map((each) => `${key} ${each.instancePath} ${each.message ?? ''}`)
    return [...faults, ...wrong]
  }
}

/** References within the description, as they are seen from outside of it. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object
