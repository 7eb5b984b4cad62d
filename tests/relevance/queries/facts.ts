import * as need from './needs.ts'
import { asking, type Query } from './shape.ts'

const number = asking('number')
const credit = asking('credit code')
const buyer = asking('buyer')
const region = asking('region and topic')
const year = asking('year and topic')

/** By what is certain of a thing: its number, its buyer, its place, its year. */
export const factQueries: readonly Query[] = [
  number.projects('GYH-2026-0031', { 3: 'homecare' }),
  number.projects('XM-2026-0046', { 3: 'p-elder-mind' }),
  number.projects('gyh-2025-0301', { 3: 'waste-25' }),
  number.projects('GYH 2026 0402', { 3: 'correction-mind' }),
  number.projects('2026-0408', { 3: 'drugs' }),
  number.projects('XM20260103', { 3: 'p-autism' }),

  credit.organizations('52310112000007034G', { 3: 'qingchuan' }),
  credit.organizations('53310000000007093y', { 3: 'qingchuan-fund' }),
  credit.organizations('5231 0112 0000 0715 7H', { 3: 'muguang' }),
  credit.organizations('52310112000007210D 星语', { 3: 'xingyu' }),

  buyer.projects('江川路街道办事处', { 3: 'solo-26 solo-25 p-solo-25 waste-26 waste-25 p-waste-25' }),
  buyer.projects('温州市残疾人联合会', {
    3: 'sheltered-work p-sheltered home-disability sign-language child-rehab p-child-rehab shellfish p-shellfish',
  }),
  buyer.projects('鹿城区司法局', { 3: 'correction-mind p-correction-mind wages bullying released' }),
  buyer.projects('闵行司法局', { 3: 'correction young-offenders p-young-offenders mediation' }),
  buyer.projects('厦门市民政局', { 3: 'venture-xm elder-mind p-elder-mind minor-station elder-fraud cancer' }),
  buyer.projects('厦门妇联', { 3: 'family-school girls violence p-violence mothers women-craft p-women-craft' }),
  buyer.projects('东莞团市委', { 3: 'youth-mind drowning start-ups' }),
  buyer.projects('Haicang Health Bureau', { 3: 'med-care toddlers chronic p-chronic first-aid hiv eyesight' }),

  region.projects('闵行 养老', {
    3: 'elder-adviser respite',
    2: 'solo-26 p-shared-table p-memory-cafe',
    1: 'solo-25 p-solo-25 p-shared-table-25 phone-class p-phone p-portraits p-wheelchair hospice p-hospice',
  }),
  region.projects('上海 独居老人', { 3: 'solo-26 p-shared-table', 2: 'solo-25 p-solo-25 p-shared-table-25' }),
  region.projects('厦门 心理', { 3: 'elder-mind p-elder-mind mothers', 1: 'cancer' }),
  region.projects('藤桥镇 留守', { 3: 'rural-elder left-behind-kids' }),
  region.projects('虎门长者饭堂', { 3: 'meal-26', 2: 'meal-25 p-meal-25' }),
  region.projects('鹿城 儿童', { 3: 'kids-in-need p-kids-in-need left-behind-kids', 2: 'bullying' }),
  region.projects('海沧 培训', { 3: 'first-aid reemployment carers-school', 1: 'graduates chronic p-chronic' }),
  region.organizations('厦门 心理援助', { 3: 'haiwan' }),
  region.organizations('东莞流动儿童', { 3: 'guanai guanxin' }),
  region.organizations('温州 救援', { 3: 'wz-rescue' }),
  region.organizations('湖里 残疾人', { 3: 'huli-dis', 1: 'xingchen' }),

  year.projects('2026 独居老人', {
    3: 'solo-26',
    2: 'p-shared-table trad-elder',
    1: 'solo-25 p-solo-25 p-shared-table-25 empty-nest p-empty-nest',
  }),
  year.projects('2025 暑托班', { 3: 'summer-25 p-summer-25', 1: 'summer-26 p-summer-26' }),
  year.projects('2026年垃圾分类', { 3: 'waste-26', 1: 'waste-25 p-waste-25' }),
  year.projects('2025年长者饭堂', { 3: 'meal-25 p-meal-25', 1: 'meal-26' }),
  year.projects('2025 公益创投', need.ventureCallOf2025),
  year.projects('2026 暑托', { 3: 'summer-26 p-summer-26', 1: 'summer-25 p-summer-25' }),
]
