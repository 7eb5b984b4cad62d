import type { Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The purchasing body and the supplier of the project that was served. Whoever holds a code answers: that asks for no role. */
export type VoiceFacts = Standing

export const voicePolicy = definePolicy<VoiceFacts>()({
  /** Everybody who reads the project's file. Figures by occasion; below five answers nobody reads more than how many there are. */
  readFigures: {
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: true,
    owner: true,
    editor: true,
    certifier: true,
  },
  /** Codes are the supplier's to make and to hand out: the buyer never holds one. */
  makeSession: { owner: true, editor: true, certifier: true },
  readSlips: { owner: true, editor: true, certifier: true },
  /** What was written, before it is shown and when it is hidden. Never the supplier: it could tell who wrote. */
  readComments: { officer: true, approver: true, supervisor: true },
  moderate: { officer: true },
})
