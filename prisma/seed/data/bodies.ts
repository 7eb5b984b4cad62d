import type { FundSource } from '#prisma/generated/enums.ts'

/**
 * Bodies that buy. All are invented, in real places, and say so in their name, except 杭州市民政局: it appears only for the one
 * evaluation it published itself, and its rows are written by transcribers.
 */
export type BodyRow = {
  key: string
  nameZh: string
  nameEn: string
  region: string
  funds: {
    key: string
    name: string
    /** Percent of each source. */
    shares: Partial<Record<FundSource, number>>
    purpose: string
    uses?: string[]
    appropriationsYuan: number[]
  }[]
}

export const bodies: readonly BodyRow[] = [
  {
    key: 'minhang',
    nameZh: '闵行区公益服务促进中心（演示）',
    nameEn: 'Minhang Public-Benefit Service Promotion Centre (demo)',
    region: '310112',
    funds: [
      {
        key: 'minhang-development',
        name: '区社会组织发展专项资金',
        shares: { FISCAL: 100 },
        purpose: '培育发展社会组织，以委托性、补贴性方式购买就业服务、养老助残、社区服务、教育培训等公益服务。',
        appropriationsYuan: [4_600_000, 3_200_000],
      },
      {
        key: 'minhang-lottery',
        name: '福彩公益金公益创投专项',
        shares: { LOTTERY: 100 },
        purpose: '扶老、助残、救孤、济困类公益创投项目，专款专用，不得用于人员编制内支出和基本建设。',
        uses: ['活动与物料费', '志愿者补贴与保险', '专业督导与培训费', '服务对象补助'],
        appropriationsYuan: [1_800_000],
      },
      {
        key: 'minhang-giving',
        name: '社区关爱基金（社会捐赠）',
        shares: { DONATION: 100 },
        purpose: '居民和企业捐赠设立，用于独居老人、困难儿童等邻里关爱的小事。',
        appropriationsYuan: [60_000],
      },
    ],
  },
  {
    key: 'siming',
    nameZh: '思明区社区发展服务处（演示）',
    nameEn: 'Siming Community Development Service Office (demo)',
    region: '350203',
    funds: [
      {
        key: 'siming-social',
        name: '社会工作与社区服务购买专项',
        shares: { FISCAL: 40, CITY: 60 },
        purpose: '配备专职社会工作者，扶持民办社会工作服务机构，培育社区服务品牌。',
        appropriationsYuan: [2_400_000, 1_000_000],
      },
    ],
  },
  {
    key: 'huli',
    nameZh: '湖里区社会工作发展中心（演示）',
    nameEn: 'Huli Social Work Development Centre (demo)',
    region: '350206',
    funds: [
      {
        key: 'huli-social',
        name: '政社互动购买服务专项资金',
        shares: { FISCAL: 100 },
        purpose: '政社互动试点街道的事务委托、社区矫正帮扶和外来人口服务。',
        appropriationsYuan: [2_100_000],
      },
    ],
  },
  {
    key: 'haicang',
    nameZh: '海沧区居民自治指导站（演示）',
    nameEn: 'Haicang Residents’ Self-Governance Guidance Station (demo)',
    region: '350205',
    funds: [
      {
        key: 'haicang-autonomy',
        name: '社区自治品牌培育资金',
        shares: { FISCAL: 100 },
        purpose: '推广“四民家园”，支持民声倾听、民情调查、民智议事和民心服务。',
        appropriationsYuan: [900_000],
      },
    ],
  },
  {
    key: 'yantian',
    nameZh: '盐田区社会服务发展处（演示）',
    nameEn: 'Yantian Social Service Development Office (demo)',
    region: '440308',
    funds: [
      {
        key: 'yantian-venture',
        name: '“盐田区公益创投”专项资金',
        shares: { FISCAL: 100 },
        purpose: '支持社会组织按项目管理方式开展公共服务，委托第三方开展资质审查、跟踪检查和绩效评估。',
        appropriationsYuan: [2_600_000, 1_400_000],
      },
      {
        key: 'yantian-development',
        name: '社会组织发展基金（社会捐赠）',
        shares: { DONATION: 100 },
        purpose: '社会捐赠设立，用于劳务工服务、社区互助和慈善超市等项目，每年向社会公布使用结果。',
        appropriationsYuan: [650_000],
      },
    ],
  },
  {
    key: 'dongguan',
    nameZh: '东莞市社会组织服务处（演示）',
    nameEn: 'Dongguan Social Organization Service Office (demo)',
    region: '441900',
    funds: [
      {
        key: 'dongguan-support',
        name: '扶持社会组织发展专项基金',
        shares: { FISCAL: 100 },
        purpose: '市、镇两级财政共同安排，支持社区公益性社会组织运作和行业协会人才培训。',
        appropriationsYuan: [3_000_000, 1_500_000],
      },
    ],
  },
  {
    key: 'lucheng',
    nameZh: '鹿城区社区治理服务中心（演示）',
    nameEn: 'Lucheng Community Governance Service Centre (demo)',
    region: '330302',
    funds: [
      {
        key: 'lucheng-base',
        name: '基层基础建设购买服务资金',
        shares: { FISCAL: 100 },
        purpose: '社区民间组织培育、居家养老农村全覆盖、减灾进社区和居民议事协商支持。',
        appropriationsYuan: [2_200_000],
      },
      {
        key: 'lucheng-lottery',
        name: '福彩公益金居家养老专项',
        shares: { LOTTERY: 100 },
        purpose: '分散居住老年人的居家养老、助餐和探访关爱。',
        appropriationsYuan: [900_000],
      },
    ],
  },
  {
    key: 'hangzhou',
    nameZh: '杭州市民政局',
    nameEn: 'Hangzhou Civil Affairs Bureau',
    region: '330100',
    funds: [
      {
        key: 'hangzhou-notice',
        name: '机关食堂外包服务经费（依公告转录）',
        shares: { FISCAL: 100 },
        purpose: '仅为显示 2021 年公开的评审结果而设；公告未载明经费来源，金额按公布的成交价登记。',
        appropriationsYuan: [826_000],
      },
    ],
  },
]

/** Who works at a body: the role word is the person's name, so that nobody is taken for real. */
export const bodyStaff = [
  { key: 'officer', roles: ['OFFICER'], title: '经办人甲' },
  { key: 'officer2', roles: ['OFFICER'], title: '经办人乙' },
  { key: 'approver', roles: ['APPROVER'], title: '审批人丙' },
  { key: 'finance', roles: ['FINANCE'], title: '财务丁' },
  { key: 'supervisor', roles: ['SUPERVISOR'], title: '监督员戊' },
  { key: 'evaluator', roles: ['EVALUATOR'], title: '评估员己' },
] as const

export const experts = [
  {
    key: 'e1',
    name: '评审专家甲',
    fields: ['ELDERLY_AND_DISABILITY', 'HEALTH'],
    employer: '演示大学老年学研究所',
    region: '310112',
  },
  {
    key: 'e2',
    name: '评审专家乙',
    fields: ['COMMUNITY', 'LEGAL_AID'],
    employer: '演示大学社会工作系',
    region: '310112',
  },
  { key: 'e3', name: '评审专家丙', fields: ['COMMUNITY', 'OTHER'], employer: '示例会计师事务所', region: '310112' },
  { key: 'e4', name: '评审专家丁', fields: ['EDUCATION', 'COMMUNITY'], employer: '演示师范学院', region: '350203' },
  {
    key: 'e5',
    name: '评审专家戊',
    fields: ['COMMUNITY', 'ELDERLY_AND_DISABILITY'],
    employer: '示例社会工作督导中心',
    region: '350203',
  },
  {
    key: 'e6',
    name: '评审专家己',
    fields: ['HEALTH', 'ELDERLY_AND_DISABILITY'],
    employer: '示例康复医院',
    region: '350206',
  },
  { key: 'e7', name: '评审专家庚', fields: ['EMPLOYMENT', 'OTHER'], employer: '示例职业技术学院', region: '440308' },
  { key: 'e8', name: '评审专家辛', fields: ['COMMUNITY', 'EDUCATION'], employer: '示例公益研究中心', region: '440308' },
  { key: 'e9', name: '评审专家壬', fields: ['LEGAL_AID', 'COMMUNITY'], employer: '示例律师事务所', region: '440308' },
  {
    key: 'e10',
    name: '评审专家癸',
    fields: ['EMPLOYMENT', 'COMMUNITY'],
    employer: '示例人力资源研究所',
    region: '441900',
  },
  {
    key: 'e11',
    name: '评审专家子',
    fields: ['COMMUNITY', 'CULTURE_AND_TECHNOLOGY'],
    employer: '示例规划设计院',
    region: '441900',
  },
  {
    key: 'e12',
    name: '评审专家丑',
    fields: ['ELDERLY_AND_DISABILITY', 'COMMUNITY'],
    employer: '示例养老服务研究院',
    region: '330302',
  },
  { key: 'e13', name: '评审专家寅', fields: ['COMMUNITY', 'OTHER'], employer: '示例管理咨询公司', region: '330302' },
  { key: 'e14', name: '评审专家卯', fields: ['HEALTH', 'EDUCATION'], employer: '示例心理学会', region: '330302' },
  { key: 'h1', name: '专家1', fields: ['OTHER'], employer: '公告未载明', region: '330100' },
  { key: 'h2', name: '专家2', fields: ['OTHER'], employer: '公告未载明', region: '330100' },
  { key: 'h3', name: '专家3', fields: ['OTHER'], employer: '公告未载明', region: '330100' },
] as const
