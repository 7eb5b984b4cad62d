import { z } from 'zod'
import { publicAppealStates } from '../../../appeal/lifecycle.ts'
import { meetingLifecycle } from '../../../meeting/lifecycle.ts'
import { publicNeedStates } from '../../../need/lifecycle.ts'
import { venueKinds } from '../../../venue/schema.ts'
import { address, day, instant, money, number, text, word, yes } from '../cells.ts'
import { body, field, region } from './parts.ts'

const need = z.strictObject({
  needNo: text(),
  title: text(),
  state: word(publicNeedStates, 'need.state'),
  field: field(),
  ...region(),
  people: number(),
  supporters: number(),
  isInCall: yes(),
  raisedAt: instant(),
  url: address(),
})

/** What residents say, where they meet, and what they give. */
export const communityItems = {
  needs: need,
  catalogue: need,
  venues: z.strictObject({
    id: text(),
    unit: text(),
    name: text(),
    kind: word(venueKinds, 'venue.kind'),
    ...region(),
    address: text(),
    capacity: number(),
    fee: money(),
    fullFee: money(),
    url: address(),
  }),
  meetings: z.strictObject({
    id: text(),
    title: text(),
    state: word(meetingLifecycle.states, 'meeting.state'),
    kind: text(),
    kindName: text(),
    kindNameEn: text(),
    ...body(),
    ...region(),
    place: text(),
    startsAt: instant(),
    minutesDueOn: day(),
    url: address(),
  }),
  volunteering: z.strictObject({
    id: text(),
    title: text(),
    organizationId: text(),
    organization: text(),
    place: text(),
    startsAt: instant(),
    endsAt: instant(),
    places: number(),
    taken: number(),
    url: address(),
  }),
  appeals: z.strictObject({
    id: text(),
    title: text(),
    state: word(publicAppealStates, 'appeal.state'),
    ...body(),
    opensOn: day(),
    endsOn: day(),
    target: money(),
    promised: money(),
    received: money(),
    passed: money(),
    dueBack: money(),
    returned: money(),
    givers: number(),
    url: address(),
  }),
}
