import { z } from 'zod'
import { apiAsk, apiLimits, apiPage, apiProblem, apiRow } from '#app/domain/open-data/list/api.ts'
import { cellOf } from '#app/domain/open-data/list/cells.ts'
import { type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, listItems } from '#app/domain/open-data/list/shapes.ts'
import { licenceUrl } from '#app/domain/open-data/write-package.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { translateDynamic, translator } from '#app/i18n/translate.ts'

type Schema = Readonly<Record<string, unknown>>
export type ApiParameter = {
  name: string
  in: 'query' | 'path'
  required: boolean
  description: string
  schema: Schema
}
export type ApiOperation = {
  operationId: string
  summary: string
  parameters: ApiParameter[]
  responses: Readonly<Record<string, { description: string }>>
}
export type OpenApi = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; url: string } }
  servers: { url: string }[]
  paths: Readonly<Record<string, { get: ApiOperation }>>
  /** Without a key, or with one. */
  security: Readonly<Record<string, readonly string[]>>[]
  components: {
    schemas: Readonly<Record<string, Schema>>
    headers: Readonly<Record<string, { description: string; schema: Schema }>>
    securitySchemes: Readonly<Record<string, { type: 'http'; scheme: 'bearer'; description: string }>>
  }
}

/** A schema as OpenAPI 3.1 takes it: JSON Schema of 2020-12 without its own name of the dialect. */
function jsonSchema(schema: z.ZodType): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' })
  return rest
}

/** The limits as texts name them. */
export const limitValues = () => ({
  points: apiLimits.address.points,
  seconds: apiLimits.address.seconds,
  keyPoints: apiLimits.key.points,
})

/** The API described from the very schemas by which it reads what is asked and shapes what it answers. */
export function openApiOf(locale: Locale, baseUrl: string): OpenApi {
  const t = translator(locale)
  return {
    openapi: '3.1.0',
    info: {
      title: t('openApi.name'),
      version: '1.0.0',
      description: t('openApi.description', limitValues()),
      license: { name: 'CC BY 4.0', url: licenceUrl },
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    paths: Object.fromEntries(listNames.flatMap((list) => pathsOf(list, locale))),
    security: [{}, { key: [] }],
    components: {
      schemas: {
        ...Object.fromEntries(listNames.map((list) => [list, itemSchema(list, locale)])),
        problem: jsonSchema(apiProblem),
      },
      headers: Object.fromEntries(
        headerNames.map((name) => [
          name,
          { description: t(`openApi.header.${name}`), schema: { type: name === 'Retry-After' ? 'integer' : 'string' } },
        ]),
      ),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: t('openApi.key.scheme') } },
    },
  }
}

const headerNames = ['RateLimit-Policy', 'RateLimit', 'Retry-After', 'ETag', 'WWW-Authenticate'] as const
type HeaderName = (typeof headerNames)[number]
const headersOf = (...names: HeaderName[]) => ({
  headers: Object.fromEntries(
    (['RateLimit-Policy', 'RateLimit', ...names] as const).map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  ),
})

function pathsOf(list: ListName, locale: Locale): [string, { get: ApiOperation }][] {
  const t = translator(locale)
  const name = t(`openList.list.${list}`)
  const [key = ''] = fieldsOf(list).map(([field]) => field)
  const answer = (description: string, type: string, schema: Schema, ...headers: HeaderName[]) => ({
    description,
    ...headersOf(...headers),
    content: { [type]: { schema } },
  })
  const problem = (status: '401' | '404' | '422' | '429', ...headers: HeaderName[]) => ({
    [status]: answer(
      t(`openApi.answer.${status}`),
      'application/problem+json',
      { $ref: '#/components/schemas/problem' },
      ...headers,
    ),
  })
  const always = { ...problem('401', 'WWW-Authenticate'), ...problem('429', 'Retry-After') }
  const ok = (schema: Schema) => ({
    '200': answer(t('openApi.answer.200'), 'application/json', schema, 'ETag'),
    '304': { description: t('openApi.answer.304'), ...headersOf('ETag') },
  })
  const { properties } = jsonSchema(apiAsk(list)) as { properties: Readonly<Record<string, Schema>> }
  return [
    [
      `/${list}`,
      {
        get: {
          operationId: `list-${list}`,
          summary: t('openApi.page', { name }),
          parameters: Object.entries(properties).map(([parameter, schema]) => ({
            name: parameter,
            in: 'query',
            required: false,
            description: translateDynamic(locale, `openApi.parameter.${parameter}`) ?? parameter,
            schema,
          })),
          responses: {
            ...ok(inComponents(apiPage(list), list)),
            ...problem('422'),
            ...always,
          },
        },
      },
    ],
    [
      `/${list}/{${key}}`,
      {
        get: {
          operationId: `read-${list}`,
          summary: t('openApi.row', { name }),
          parameters: [
            {
              name: key,
              in: 'path',
              required: true,
              description: translateDynamic(locale, `openList.field.${key}`) ?? key,
              schema: { type: 'string' },
            },
          ],
          responses: { ...ok(inComponents(apiRow(list), list)), ...problem('404'), ...always },
        },
      },
    ],
  ]
}

/** An answer's shape, with what stands for a row kept once, among the components. */
function inComponents(schema: z.ZodObject, list: ListName): Schema {
  const whole = jsonSchema(schema) as { properties: Readonly<Record<string, Schema>> }
  const row = { $ref: `#/components/schemas/${list}` }
  const data = whole.properties['data']?.['type'] === 'array' ? { type: 'array', items: row } : row
  return { ...whole, properties: { ...whole.properties, data } }
}

/** A row with what each field and each code means. */
function itemSchema(list: ListName, locale: Locale): Schema {
  const whole = jsonSchema(listItems[list]) as { properties: Readonly<Record<string, Schema>> }
  return {
    ...whole,
    properties: Object.fromEntries(
      fieldsOf(list).map(([name, schema]) => [
        name,
        { ...whole.properties[name], description: meaningOf(locale, name, cellOf(schema)) },
      ]),
    ),
  }
}

function meaningOf(locale: Locale, name: string, cell: ReturnType<typeof cellOf>): string {
  const field = translateDynamic(locale, `openList.field.${name}`) ?? name
  if (!('codes' in cell)) return field
  const words = cell.codes.map((code) => `${code} ${translateDynamic(locale, `${cell.wordsOf}.${code}`) ?? ''}`)
  return `${field} (${words.join('; ')})`
}
