import type { Task, TaskList } from 'graphile-worker'
import { traced } from '#app/services/shared/traced.server.ts'

/** Each job as a span. */
export const tracedTasks = (tasks: TaskList): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]): [string, Task] => [
      name,
      async (payload, helpers) => {
        await traced(`job ${name}`, { kind: 'job', 'messaging.operation.name': name }, async () => {
          await task?.(payload, helpers)
        })
      },
    ]),
  )
