import { expect, test } from 'vitest'
import { type ExpertTraits, tiesOf } from './ties.ts'

const expert: ExpertTraits = {
  name: '李 明',
  employer: '晴川社区服务中心',
  email: 'li@qingchuan.org.cn',
  organizationIds: [],
}
const bidder = {
  organizationId: 'o1',
  name: '知行中心',
  legalRepresentative: '',
  emails: [] as string[],
  coBidderIds: ['o2', 'o1'],
}

test.each([
  ['a member', { organizationIds: ['o1'] }, {}, ['member']],
  ['an employer of the same name, however it is spaced', {}, { name: '晴川 社区服务中心' }, ['employer']],
  ['the legal representative', {}, { legalRepresentative: '李明' }, ['legal-representative']],
  ['a mail domain of their own', {}, { emails: ['wang@QINGCHUAN.org.cn'] }, ['mail-domain']],
  ['a public mail domain says nothing', { email: 'li@qq.com' }, { emails: ['wang@qq.com'] }, []],
  ['nor does a domain kept for examples', { email: 'li@demo.example' }, { emails: ['wang@demo.example'] }, []],
  ['earlier bids side by side', { organizationIds: ['o2'] }, {}, ['co-bid']],
  ['names that are not given are not alike', { employer: '', name: '' }, { name: '', legalRepresentative: '' }, []],
  ['nothing at all', {}, {}, []],
])('%s', (_, ofExpert, ofBidder, ties) =>
  expect(tiesOf({ ...expert, ...ofExpert }, { ...bidder, ...ofBidder })).toEqual(ties),
)
