import path from 'node:path'
import { z } from 'zod'
import { readAppSecret } from './domain/shared/app-secret.ts'

/** The only reader of process.env. Grouped, parsed once, with a sentence for whoever set it wrong. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where people reach the site; letters link here. Secure cookies and HSTS follow from https. */
  PUBLIC_URL: z.url().optional(),
  /** Proxies whose word on a visitor's address is taken: `loopback`, addresses, networks, separated by commas. */
  TRUSTED_PROXIES: z.string().default('loopback'),
  /** Memory for public pages that were made once, in MB; 0: every page is made for everyone who asks. */
  PAGE_CACHE_MB: z.coerce.number().int().min(0).max(4096).default(64),
  /** After SIGTERM /readyz says 503 for so long before connections are refused; several processes behind one balancer need some. */
  SHUTDOWN_NOTICE_SECONDS: z.coerce.number().int().min(0).max(15).default(0),
  /** Who says it as a bearer reads /metrics; without it there is no such page. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** A collector of traces (OTLP over HTTP), such as http://127.0.0.1:4318; without it none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  /** Where the database's log, its copies and the uploads are kept a second time; see docs/operations.md. */
  BACKUP_DIR: z
    .string()
    .startsWith('/', 'write it as a whole path, beginning with /')
    .optional()
    .or(z.literal('').transform(() => undefined)),
  DATABASE_URL: z.string().min(1),
  /** A pooler that lends a connection for one transaction; the web server goes through it. The worker never does: it listens. */
  DATABASE_POOLER_URL: z.string().min(1).optional(),
  /** A streaming replica: what people without a cookie read comes from it. */
  DATABASE_REPLICA_URL: z.string().min(1).optional(),
  /** 32 random bytes, base64. Keys for second factors and call keys are derived from it. */
  APP_SECRET: z.string().transform((text, ctx) => {
    const bytes = readAppSecret(text)
    if (bytes !== undefined) return bytes
    ctx.issues.push({ code: 'custom', message: 'not 32 random bytes in base64', input: '' })
    return z.NEVER
  }),
  MEILI_HOST: z.string().optional(),
  MEILI_API_KEY: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('公益汇 Commonweal <no-reply@localhost>'),
  S3_ENDPOINT: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** A font with Chinese characters for PDF files, such as /path/NotoSansCJK-Regular.ttc#NotoSansCJKsc-Regular. */
  PDF_FONT: z.string().min(1).optional(),
  /** What registries gave the publisher to begin its ids with: `ocds-` and six characters, `360G-` and a name. Until then no registered one. */
  OCID_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/)
    .default('ocds-000000'),
  GRANT_PREFIX: z
    .string()
    .regex(/^360G-[A-Za-z0-9]+$/)
    .default('360G-unregistered'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Env = ReturnType<typeof parseEnv>

export function parseEnv(source: NodeJS.ProcessEnv) {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not usable: ${lines.join('; ')}`)
  }
  const env = parsed.data
  const publicUrl =
    env.PUBLIC_URL ?? `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST}:${env.PORT}`
  return {
    mode: env.NODE_ENV,
    server: {
      host: env.HOST,
      port: env.PORT,
      publicUrl,
      isHttps: publicUrl.startsWith('https:'),
      pageCacheBytes: env.PAGE_CACHE_MB * 1024 * 1024,
      shutdownNoticeSeconds: env.SHUTDOWN_NOTICE_SECONDS,
      metricsToken: env.METRICS_TOKEN,
      trustedProxies: env.TRUSTED_PROXIES.split(',').map((proxy) => proxy.trim()),
    },
    database: {
      url: env.DATABASE_URL,
      poolerUrl: env.DATABASE_POOLER_URL,
      replicaUrl: env.DATABASE_REPLICA_URL,
    },
    secret: Buffer.from(env.APP_SECRET),
    search:
      env.MEILI_HOST !== undefined && env.MEILI_API_KEY !== undefined
        ? { host: env.MEILI_HOST, apiKey: env.MEILI_API_KEY }
        : undefined,
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    files:
      env.S3_BUCKET !== undefined
        ? {
            kind: 's3' as const,
            endpoint: env.S3_ENDPOINT,
            bucket: env.S3_BUCKET,
            region: env.S3_REGION,
            accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
            secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
          }
        : { kind: 'disk' as const, directory: `${env.DATA_DIR}/files` },
    backup:
      env.BACKUP_DIR === undefined
        ? undefined
        : { copies: path.join(env.BACKUP_DIR, 'base'), uploads: path.join(env.BACKUP_DIR, 'files') },
    openData: { ocidPrefix: env.OCID_PREFIX, grantPrefix: env.GRANT_PREFIX },
    tracing: { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT },
    pdf: { font: env.PDF_FONT },
    logLevel: env.LOG_LEVEL,
  }
}

let current: Env | undefined
export const env = (): Env => (current ??= parseEnv(process.env))
