import { defineLifecycle } from '../shared/lifecycle.ts'

export type PanelState = 'FORMING' | 'SCORING' | 'SIGNING' | 'CLOSED'
export type PanelEvent = 'start' | 'freeze' | 'reopen' | 'close' | 'correct'

/** Scores are frozen, then every member signs them, then the panel closes; a lawful correction is signed again. */
export const panelLifecycle = defineLifecycle<PanelState, PanelEvent>({
  name: 'panel',
  initial: 'FORMING',
  table: {
    FORMING: { start: 'SCORING' },
    SCORING: { freeze: 'SIGNING' },
    SIGNING: { reopen: 'SCORING', close: 'CLOSED' },
    CLOSED: { correct: 'SIGNING' },
  },
})

export type SeatState = 'SEATED' | 'RECUSED'
export type SeatEvent = 'recuse'

export const seatLifecycle = defineLifecycle<SeatState, SeatEvent>({
  name: 'seat',
  initial: 'SEATED',
  table: { SEATED: { recuse: 'RECUSED' }, RECUSED: {} },
})

export type DrawPlaceState = 'WAITING' | 'CALLED' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED'
export type DrawPlaceEvent = 'call' | 'accept' | 'decline' | 'expire'

/** A place in a draw: a reserve waits until it is called, and who is called answers within the term. */
export const drawPlaceLifecycle = defineLifecycle<DrawPlaceState, DrawPlaceEvent>({
  name: 'draw_place',
  initial: 'WAITING',
  table: {
    WAITING: { call: 'CALLED' },
    CALLED: { accept: 'ACCEPTED', decline: 'DECLINED', expire: 'EXPIRED' },
    ACCEPTED: {},
    DECLINED: {},
    EXPIRED: {},
  },
})

export type ScoreSheetState = 'DRAFT' | 'SUBMITTED'
export type ScoreSheetEvent = 'submit'

/** A submitted sheet is final: nobody sees others' scores before this, nobody changes theirs after. */
export const scoreSheetLifecycle = defineLifecycle<ScoreSheetState, ScoreSheetEvent>({
  name: 'score_sheet',
  initial: 'DRAFT',
  table: { DRAFT: { submit: 'SUBMITTED' }, SUBMITTED: {} },
})
