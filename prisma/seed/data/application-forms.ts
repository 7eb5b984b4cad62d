import type { FormItemTyped } from '#app/domain/call/form-item.ts'
import type { FormAnswer } from '#app/domain/bid/content.ts'
import type { DocumentKind } from '#app/domain/organization/document.ts'
import type { Chance } from '../chance.ts'
import type { OrganizationRow } from './organizations.ts'

const item = (kind: FormItemTyped['kind'], title: string, changes: Partial<FormItemTyped> = {}): FormItemTyped => ({
  kind,
  title,
  hint: '',
  isRequired: true,
  maxChars: 300,
  options: [],
  columns: [],
  rowsMax: 10,
  shownIf: null,
  ...changes,
})

/** What some calls ask besides their criteria. */
const homeCare: readonly FormItemTyped[] = [
  item('ROWS', '项目团队', {
    hint: '至少写明项目负责人和主要服务人员；证书写名称和等级。',
    columns: ['姓名', '职责', '证书'],
    rowsMax: 12,
  }),
  item('ROWS', '近三年的类似项目', {
    hint: '没有可以不填。',
    columns: ['项目名称', '委托单位', '年度'],
    rowsMax: 5,
    isRequired: false,
  }),
  item('NUMBER', '可投入的持证护理员人数', { hint: '以签订劳动合同的为准。' }),
  item('CHOICE', '紧急呼叫由谁值守', { options: ['本机构 24 小时值守', '委托专业机构值守', '与街道平台对接'] }),
  item('TEXT', '受委托值守的机构', {
    hint: '机构名称、合作期限和响应时间。',
    maxChars: 200,
    shownIf: { code: 'q4', answer: '委托专业机构值守' },
  }),
  item('YES_NO', '是否有服务人员为退休返聘'),
  item('TEXT', '返聘人员的保险安排', { maxChars: 200, shownIf: { code: 'q6', answer: 'yes' } }),
  item('DATE', '最早可以进场的日期'),
]
const legalAid: readonly FormItemTyped[] = [
  item('ROWS', '驻点律师和法律工作者', { columns: ['姓名', '执业证号末四位', '驻点日'], rowsMax: 8 }),
  item('YES_NO', '是否与律师事务所合作'),
  item('TEXT', '合作的律师事务所', {
    hint: '名称和合作方式。',
    maxChars: 200,
    shownIf: { code: 'q2', answer: 'yes' },
  }),
  item('NUMBER', '全年可接待咨询人次'),
]

export const applicationForms: Readonly<Record<string, readonly FormItemTyped[]>> = {
  'elders-home-care': homeCare,
  'legal-aid-community': legalAid,
}

/** Certificates that those calls ask for. */
export const requiredCertificates: Readonly<Record<string, readonly DocumentKind[]>> = {
  'elders-home-care': ['REGISTRATION', 'AUDIT_REPORT'],
  'legal-aid-community': ['REGISTRATION'],
}

/** Calls that take bids of several, and who joins whom there: call → bidder → partner. */
export const consortia: Readonly<
  Record<string, Readonly<Record<string, { partner: string; share: number; work: string }>>>
> = {
  'elders-home-care': {
    chengyuan: { partner: 'yanhuo', share: 2500, work: '为照护家属组织喘息活动，每季度一次；节假日的电话问候。' },
  },
  'community-correction': {
    tongxing: { partner: 'qingchuan', share: 3000, work: '为社区矫正对象的家庭提供入户探访和亲子活动。' },
  },
}

type Answers = Record<string, FormAnswer>

const people = ['顾静', '沈卫东', '朱晓岚', '陆海峰', '钱慧', '汤立新']

/** What an organization answers; codes are q1, q2, … in the order above. */
export function formAnswersOf(key: string, { name, staff }: OrganizationRow, chance: Chance): Answers | undefined {
  const start = chance.whole(0, people.length - 1)
  const person = (index: number) => people[(start + index) % people.length] ?? '顾静'
  if (key === 'elders-home-care') {
    const isEntrusted = chance.whole(0, 1) === 1
    return {
      q1: [
        [person(0), '项目负责人', '社会工作师（中级）'],
        [person(1), '护理组长', '养老护理员（三级）'],
        [person(2), '上门护理', '养老护理员（四级）'],
        [person(3), '个案跟进', '助理社会工作师'],
      ],
      q2: [
        ['独居老人居家照护试点', '街道办事处', '2024'],
        ['为老助餐与探访', '区民政局', '2025'],
      ],
      q3: String(Math.max(10, Math.round(staff * 0.4))),
      q4: isEntrusted ? '委托专业机构值守' : '本机构 24 小时值守',
      ...(isEntrusted ? { q5: '区应急呼叫服务中心，合作期与本项目相同，接报后 3 分钟内回拨。' } : {}),
      q6: 'yes',
      q7: '返聘人员全部投保雇主责任险和意外伤害险，每人保额 60 万元。',
      q8: '2027-01-04',
    }
  }
  if (key !== 'legal-aid-community') return undefined
  return {
    q1: [
      [person(0), '4127', '周一、周四'],
      [person(1), '0853', '周二'],
      [person(2), '3390', '周三、周五'],
    ],
    q2: 'yes',
    q3: `与一家律师事务所签有合作协议，${name}负责接待和分派，疑难案件由律所集体讨论。`,
    q4: String(chance.whole(36, 60) * 20),
  }
}
