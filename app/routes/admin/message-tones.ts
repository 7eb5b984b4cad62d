import type { MessageState } from '#prisma/generated/enums.ts'
import type { Tone } from '#app/ui/tag.tsx'

export const messageTones: Record<MessageState, Tone> = {
  QUEUED: 'wait',
  SENT: 'open',
  KEPT: 'plain',
  FAILED: 'due',
  SENDING: 'wait',
  DOUBTFUL: 'due',
  WAITING: 'wait',
  DIGESTED: 'plain',
  UNSENT: 'plain',
}
