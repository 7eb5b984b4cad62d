import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

/** Does nothing until somebody listens (start-tracing.server.ts). */
const tracer = trace.getTracer('commonweal')

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, job: SpanKind.CONSUMER }

/** A piece of work as a span of its trace, failed if it fails. `attributes`: names and sizes, never what people wrote or who they are. */
export const traced = <Result>(
  name: string,
  { kind, ...attributes }: Attributes & { kind: keyof typeof kinds },
  work: (span: Span) => Promise<Result>,
): Promise<Result> =>
  tracer.startActiveSpan(name, { kind: kinds[kind], attributes }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      // Its message may hold what somebody wrote.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
      throw error
    } finally {
      span.end()
    }
  })
