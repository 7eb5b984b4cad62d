export type Tracing = { stop: () => Promise<void> }

/**
 * Sends traces to a collector (OTLP over HTTP): of each request or job, the questions to PostgreSQL and to the search engine in it. Without an
 * address nothing of it is loaded. Which share is sent, and more, is said by OpenTelemetry's own variables (OTEL_TRACES_SAMPLER …).
 */
export async function startTracing(endpoint: string | undefined, service: 'web' | 'worker'): Promise<Tracing> {
  if (endpoint === undefined) return { stop: () => Promise.resolve() }
  const [
    { NodeTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { PrismaInstrumentation },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@prisma/instrumentation'),
    import('@opentelemetry/resources'),
  ])
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `commonweal-${service}` }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  })
  provider.register()
  new PrismaInstrumentation().enable()
  return { stop: () => provider.shutdown().catch(() => undefined) }
}
