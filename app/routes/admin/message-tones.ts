import type { Tone } from '#app/ui/tag.tsx'

export const messageTones: Record<'QUEUED' | 'SENT' | 'KEPT' | 'FAILED', Tone> = {
  QUEUED: 'wait',
  SENT: 'open',
  KEPT: 'plain',
  FAILED: 'due',
}
