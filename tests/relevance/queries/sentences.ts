import { asking, type Query } from './shape.ts'

const sentence = asking('a whole sentence')
const nothing = asking('nothing fits')

/** As one would ask a person; and what nobody here can help with. */
export const sentenceQueries: readonly Query[] = [
  sentence.projects('家里老人失能了，有没有人可以上门帮忙照顾', {
    3: 'homecare respite',
    2: 'home-mod daycare p-daycare',
    1: 'dementia p-dementia med-care home-disability',
  }),
  sentence.projects('孩子放学没人接，谁能帮忙看一下', {
    3: 'after-school p-after-school',
    2: 'summer-26 p-summer-26',
    1: 'migrant-kids p-migrant-kids',
  }),
  sentence.projects('老板拖欠工资可以找谁', { 3: 'wages' }),
  sentence.projects('哪里可以学急救', { 3: 'first-aid' }),
  sentence.projects('丈夫打人，想带孩子找个地方躲一躲', { 3: 'violence p-violence' }),
  sentence.projects('老人不会用智能手机有人教吗', { 3: 'phone-class p-phone', 1: 'elder-fraud elder-school' }),
  sentence.projects('小区物业费纠纷找谁调解', { 3: 'mediation', 1: 'lifts p-lifts' }),
  sentence.projects('我们想成立志愿者队伍，有什么项目', {
    3: 'volunteers',
    2: 'incubation',
    1: 'venture-26 venture-xm',
  }),
  sentence.projects('meals for old people who cannot leave home', {
    3: 'meal-26',
    2: 'meal-25 p-meal-25',
    1: 'homecare p-shared-table p-shared-table-25',
  }),
  sentence.organizations('有没有帮助听障人士就业的机构', { 3: 'wusheng', 1: 'oujiang huli-dis' }),
  sentence.organizations('厦门哪家机构可以照顾失能老人', { 3: 'kangle-home', 2: 'luming' }),
  sentence.organizations('who helps children with autism in Xiamen', { 3: 'xingchen', 1: 'xingyu hz-dawn' }),

  nothing.projects('zzzzqqqq', {}),
  nothing.projects('挖掘机租赁', {}),
  nothing.projects('比特币', {}),
  nothing.projects('养蜂', {}),
  nothing.projects('社区团购', {}),
  nothing.projects('养老 三亚', {}),
  nothing.projects('GYH-2031-0001', {}),
  nothing.projects('XM-2026-0999', {}),
  nothing.projects('hydroelectric turbine', {}),
  nothing.organizations('52310112000007035G', {}),
  nothing.organizations('太空旅行', {}),
  nothing.organizations('quantum chemistry', {}),
]
