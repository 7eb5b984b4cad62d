import type { useLoaderData } from '@remix-run/react'
import type { BidTasks } from '#app/services/bid/queries/bid-tasks.server.ts'

/** An organization's own bid, task by task, as it reaches the page. */
export type BidTasksView = ReturnType<typeof useLoaderData<() => Promise<BidTasks>>>
