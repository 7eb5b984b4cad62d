import type { OrganizationKind, ServiceField } from '#prisma/generated/enums.ts'

/** Invented organizations in real places. None of them exists; no conduct here is anybody's. */
export type OrganizationRow = {
  key: string
  name: string
  nameEn: string
  kind: OrganizationKind
  region: string
  fields: ServiceField[]
  founded: number
  rating: number | null
  /** What it does, in one sentence; the introduction is built around it. */
  work: string
  staff: number
  incubator?: string
}

const S = 'SERVICE_INSTITUTION'
const A = 'ASSOCIATION'
const F = 'FOUNDATION'
const G = 'COMMUNITY_GROUP'
const E = 'ENTERPRISE'

type Row = [
  key: string,
  name: string,
  nameEn: string,
  kind: OrganizationKind,
  region: string,
  fields: ServiceField[],
  founded: number,
  rating: number | null,
  staff: number,
  work: string,
  incubator?: string,
]

const rows: Row[] = [
  // 闵行
  ['qingchuan', '晴川社区服务中心', 'Qingchuan Community Service Centre', S, '310112', ['ELDERLY_AND_DISABILITY', 'COMMUNITY'], 2014, 5, 46, '为高龄、独居和失能老人提供居家照护、巡访关爱和家属喘息支持'],
  ['hejiang', '荷江社会工作服务社', 'Hejiang Social Work Agency', S, '310112001', ['COMMUNITY', 'LEGAL_AID'], 2012, 4, 38, '承接社会工作站驻点、个案管理和社区矫正帮扶'],
  ['putaoteng', '葡萄藤青少年发展中心', 'Grapevine Youth Development Centre', S, '310112102', ['EDUCATION'], 2016, 4, 21, '开展课后照料、阅读陪伴和困境儿童个案服务'],
  ['baichuan', '百川公益发展中心', 'Baichuan Public-Benefit Development Centre', S, '310112101', ['COMMUNITY'], 2015, 3, 17, '培育社区自组织，支持居民议事和楼组自治'],
  ['yanhuo', '烟火邻里互助中心', 'Hearth Neighbourhood Mutual Aid Centre', S, '310112006', ['COMMUNITY', 'ELDERLY_AND_DISABILITY'], 2019, 3, 12, '组织邻里互助、社区食堂志愿服务和慈善超市运营'],
  ['xinhuo', '薪火志愿服务协会', 'Torch Volunteer Service Association', A, '310112', ['COMMUNITY'], 2010, 4, 9, '志愿者注册、培训、时长记录和激励兑换'],
  ['guangyu', '光屿助残服务社', 'Lightisle Disability Service Agency', S, '310112108', ['ELDERLY_AND_DISABILITY', 'EMPLOYMENT'], 2013, 4, 26, '残疾人手工就业、辅助器具适配和日间活动'],
  ['fazhou', '法舟法律服务中心', 'Law Boat Legal Service Centre', S, '310112114', ['LEGAL_AID'], 2017, 3, 11, '社区法律咨询、调解员培训和困难群体法律援助'],
  ['chengyuan', '澄园养老服务中心', 'Chengyuan Elderly Care Centre', S, '310112103', ['ELDERLY_AND_DISABILITY', 'HEALTH'], 2011, 5, 63, '日间照料、助餐助浴和认知症照护支持'],
  ['luyin', '绿荫环境教育中心', 'Green Shade Environmental Education Centre', S, '310112008', ['CULTURE_AND_TECHNOLOGY', 'COMMUNITY'], 2018, 3, 10, '垃圾分类宣教、社区花园和旧物循环'],
  ['zhuli', '竹里社区营造社', 'Bamboo Lane Community Building Agency', S, '310112107', ['COMMUNITY', 'CULTURE_AND_TECHNOLOGY'], 2020, null, 8, '参与式空间改造和社区文化记录', 'minhang'],
  ['mingri', '明日职业技能促进中心', 'Tomorrow Vocational Skills Centre', S, '310112110', ['EMPLOYMENT'], 2015, 3, 14, '失业人员技能培训、岗位对接和见习跟踪'],
  ['suixin', '随心社工师协会', 'Suixin Social Workers Association', A, '310112', ['COMMUNITY'], 2009, 4, 7, '社会工作者继续教育、督导和职业水平考前辅导'],
  ['pujinfund', '浦锦暖邻公益基金会', 'Warm Neighbour Foundation', F, '310112009', ['COMMUNITY'], 2018, 3, 6, '资助社区微公益项目和困难家庭应急帮扶'],
  ['dongfenghua', '东风新村花友会', 'Dongfeng Village Gardeners', G, '310112001', ['COMMUNITY'], 2021, null, 0, '楼前花园认养和邻里种植交流', 'minhang'],
  ['shuiqinghe', '水清议事小组', 'Shuiqing Deliberation Group', G, '310112101', ['COMMUNITY'], 2022, null, 0, '居民提议收集和楼组协商记录', 'minhang'],
  // 思明
  ['bailu', '白鹭社会工作服务中心', 'Egret Social Work Service Centre', S, '350203', ['COMMUNITY', 'HEALTH'], 2013, 4, 33, '社区社工驻点、长者支持和两岸社区交流'],
  ['haifeng', '海风长者照护中心', 'Sea Breeze Elder Care Centre', S, '350203010', ['ELDERLY_AND_DISABILITY', 'HEALTH'], 2014, 4, 29, '认知症友好社区、居家安宁照护和照护者支持'],
  ['xiaochuan', '小船儿童成长中心', 'Little Boat Children Centre', S, '350203006', ['EDUCATION'], 2017, 3, 13, '课后托管、亲子阅读和学业辅导'],
  ['gulangshu', '鼓浪书声文化社', 'Gulang Reading Culture Society', S, '350203012', ['CULTURE_AND_TECHNOLOGY'], 2019, null, 7, '社区读书会、口述史和老照片整理', 'xiamen'],
  ['zhenxingmai', '振兴民生议事会', 'Zhenxing Deliberation Society', G, '350203009', ['COMMUNITY'], 2021, null, 0, '居民议题征集和民生听证协助', 'xiamen'],
  ['minnanlv', '闽南绿行者协会', 'Minnan Green Walkers Association', A, '350203', ['COMMUNITY', 'CULTURE_AND_TECHNOLOGY'], 2012, 3, 6, '海滩清洁、垃圾分类和环保志愿者培训'],
  // 湖里
  ['tongxing', '同行者社会工作服务中心', 'Companion Social Work Centre', S, '350206', ['COMMUNITY', 'LEGAL_AID'], 2011, 5, 41, '外来青年融入、社区矫正帮扶和企业社工'],
  ['jiangtouxin', '江头新邻服务社', 'Jiangtou New Neighbours Agency', S, '350206004', ['COMMUNITY', 'EDUCATION'], 2016, 3, 15, '新市民融入、子女课后服务和社区共建'],
  ['jinshanyi', '金山义工联合会', 'Jinshan Volunteers Federation', A, '350206005', ['COMMUNITY'], 2010, 4, 8, '志愿服务记录、证明出具和骨干培养'],
  ['anlan', '安澜心理健康服务中心', 'Calm Waves Mental Health Centre', S, '350206003', ['HEALTH'], 2018, 3, 16, '职工心理热线、危机干预和社区心理站'],
  ['huligong', '湖里工友合作社', 'Huli Workers Cooperative Enterprise', E, '350206001', ['EMPLOYMENT'], 2019, null, 24, '家政、保洁和社区微岗位的组织与培训'],
  // 海沧
  ['xingwang', '兴旺四民服务社', 'Xingwang Four-Rooms Agency', S, '350205002', ['COMMUNITY'], 2014, 4, 18, '民声倾听、民情调查、议事陪伴和民心服务站运营'],
  ['haicangliang', '海沧两岸社区交流中心', 'Haicang Cross-Strait Community Centre', S, '350205001', ['COMMUNITY', 'CULTURE_AND_TECHNOLOGY'], 2015, 3, 12, '台胞参与社区治理和两岸社区营造互访'],
  ['songyuhu', '嵩屿护老社', 'Songyu Elder Support Agency', S, '350205003', ['ELDERLY_AND_DISABILITY'], 2017, 3, 19, '助餐、助浴和康复辅具租借'],
  ['dongfunong', '东孚乡邻合作促进会', 'Dongfu Village Cooperation Association', A, '350205004', ['COMMUNITY', 'EMPLOYMENT'], 2013, null, 5, '村改居社区的居民培训和合作社辅导', 'xiamen'],
  // 盐田
  ['haixing', '海星社区服务中心', 'Starfish Community Service Centre', S, '440308', ['COMMUNITY', 'EDUCATION'], 2012, 4, 34, '居委会服务站运营、劳务工子女课后服务和社区学堂'],
  ['wutong', '梧桐山社会工作服务中心', 'Wutong Mountain Social Work Centre', S, '440308004', ['COMMUNITY', 'ELDERLY_AND_DISABILITY'], 2010, 5, 52, '长者膳食、居家养助和社区矫正帮扶'],
  ['shayin', '沙音慈善服务社', 'Sandsong Charity Agency', S, '440308003', ['COMMUNITY', 'EMPLOYMENT'], 2015, 3, 16, '社区慈善超市、互助岗位和物资募集'],
  ['gangwan', '港湾劳务工服务中心', 'Harbour Workers Service Centre', S, '440308002', ['HEALTH', 'LEGAL_AID', 'EMPLOYMENT'], 2013, 4, 22, '港区劳务工心理支持、法律咨询和技能提升'],
  ['meisha', '梅沙阅读推广中心', 'Meisha Reading Promotion Centre', S, '440308001', ['EDUCATION', 'CULTURE_AND_TECHNOLOGY'], 2018, 3, 9, '流动儿童阅读、书香家庭和社区图书角'],
  ['qiaodong', '桥东邻里互助会', 'Qiaodong Mutual Aid Society', G, '440308003', ['COMMUNITY'], 2020, null, 0, '邻里照应、代购陪诊和节庆共餐', 'yantian'],
  ['yantianshen', '盐田审帮信息咨询公司', 'Yantian Audit Aid Consultancy', E, '440308', ['OTHER'], 2016, null, 18, '基层组织财务规范辅导和绩效评价'],
  ['jijin', '鹏湾公益创投基金会', 'Pengwan Venture Philanthropy Foundation', F, '440308', ['COMMUNITY'], 2017, 4, 7, '公益创投赋能、项目督导和影响力评估'],
  ['tianxin', '田心社区学习社', 'Tianxin Community Learning Society', S, '440308003', ['EDUCATION'], 2021, null, 6, '居民终身学习课程和银龄讲师培养', 'yantian'],
  // 东莞
  ['guanxiang', '莞香社会工作服务中心', 'Guanxiang Social Work Centre', S, '441900006', ['COMMUNITY', 'EDUCATION'], 2009, 5, 71, '镇街社工站运营、家庭综合服务和督导培训'],
  ['zhujiang', '珠畔残疾人就业促进中心', 'Pearl Bank Disability Employment Centre', S, '441900121', ['EMPLOYMENT', 'ELDERLY_AND_DISABILITY'], 2014, 4, 23, '居家就业、来料加工和电商客服培训'],
  ['changan', '长安机电行业促进会', "Chang'an Electromechanical Trade Association", A, '441900119', ['EMPLOYMENT', 'OTHER'], 2011, 3, 10, '行业人才培训、会展组织和标准宣贯'],
  ['houjie', '厚街家具商会服务中心', 'Houjie Furniture Chamber Service Centre', A, '441900122', ['EMPLOYMENT'], 2008, 3, 12, '从业人员职业技能培训和行业自律'],
  ['songhu', '松湖青年志愿者协会', 'Pine Lake Young Volunteers', A, '441900003', ['COMMUNITY'], 2013, 4, 8, '政务服务志愿引导和应急志愿队建设'],
  ['humenhu', '虎门互助会', 'Humen Mutual Aid Society', G, '441900121', ['COMMUNITY'], 2019, null, 0, '社区节庆、邻里调解和困难家庭探访', 'dongguan'],
  ['wusha', '乌沙新市民之家', 'Wusha New Citizens Home', S, '441900119', ['COMMUNITY', 'EDUCATION'], 2016, 3, 14, '外来务工人员子女课后服务和家长学校'],
  ['nancheng', '南城家庭支持中心', 'Nancheng Family Support Centre', S, '441900004', ['HEALTH', 'EDUCATION'], 2015, 4, 27, '家庭教育指导、婚姻家庭辅导和心理支持'],
  ['huangjiang', '黄江康乐助老社', 'Huangjiang Elder Wellbeing Agency', S, '441900114', ['ELDERLY_AND_DISABILITY'], 2017, 3, 20, '居家养老上门服务和康乐活动'],
  ['lianchuang', '联创社会组织支持中心', 'Lianchuang Nonprofit Support Centre', S, '441900', ['COMMUNITY', 'OTHER'], 2012, 5, 19, '社会组织能力建设、孵化辅导和评估'],
  // 鹿城
  ['oujiang', '瓯江社会工作服务中心', 'Oujiang Social Work Centre', S, '330302', ['COMMUNITY', 'ELDERLY_AND_DISABILITY'], 2011, 5, 44, '居家养老、社区治理陪伴和社工站运营'],
  ['wumafang', '五马坊议事协商服务社', 'Wuma Lane Deliberation Agency', S, '330302006', ['COMMUNITY'], 2016, 4, 11, '民情恳谈、听证协调和成效评议会的组织陪伴'],
  ['songtai', '松台长者关爱中心', 'Songtai Elder Care Centre', S, '330302026', ['ELDERLY_AND_DISABILITY', 'HEALTH'], 2013, 4, 31, '农村居家养老、助餐配送和健康监测'],
  ['binjiang', '滨江应急安全服务中心', 'Binjiang Safety Service Centre', S, '330302024', ['OTHER', 'CULTURE_AND_TECHNOLOGY'], 2018, 3, 13, '防灾减灾演练、应急知识普及和避灾点管理'],
  ['xueshan', '雪山青年成长社', 'Xueshan Youth Agency', S, '330302030', ['EDUCATION'], 2019, null, 9, '中职生职业体验和社区实践', 'lucheng'],
  ['nanhui', '南汇社区基金会', 'Nanhui Community Foundation', F, '330302025', ['COMMUNITY'], 2019, 3, 5, '社区微基金管理和小额资助'],
  ['shuangyu', '双屿新居民服务中心', 'Shuangyu New Residents Centre', S, '330302027', ['COMMUNITY', 'EDUCATION'], 2014, 4, 17, '新居民子女照料、租住社区共治'],
  ['tengqiao', '藤桥乡村互助养老社', 'Tengqiao Village Elder Cooperative', S, '330302102', ['ELDERLY_AND_DISABILITY'], 2017, 3, 15, '村级助老小站、互助养老和探访'],
  ['mochi', '墨池楼组联谊会', 'Mochi Stairwell Society', G, '330302006', ['COMMUNITY'], 2022, null, 0, '楼组公约、互助清单和节庆活动', 'lucheng'],
  ['kongzhong', '鹿城社会组织发展促进会', 'Lucheng Nonprofit Promotion Association', A, '330302029', ['COMMUNITY', 'OTHER'], 2010, 4, 10, '社会组织孵化、备案辅导和信息公开指导'],
]

export const organizations: readonly OrganizationRow[] = rows.map(
  ([key, name, nameEn, kind, region, fields, founded, rating, staff, work, incubator]) => ({
    key,
    name,
    nameEn,
    kind,
    region,
    fields,
    founded,
    rating,
    staff,
    work,
    ...(incubator === undefined ? {} : { incubator }),
  }),
)

export const incubators = [
  { key: 'minhang', nameZh: '闵行社会创新孵化基地（演示）', nameEn: 'Minhang Social Innovation Incubator (demo)', region: '310112' },
  { key: 'jiangchuan', nameZh: '江川街区公益孵化站（演示）', nameEn: 'Jiangchuan Incubation Station (demo)', region: '310112001' },
  { key: 'xiamen', nameZh: '鹭岛社会组织孵化园（演示）', nameEn: 'Egret Island Incubation Park (demo)', region: '350200' },
  { key: 'yantian', nameZh: '盐田社会组织聚集区（演示）', nameEn: 'Yantian Nonprofit Cluster (demo)', region: '440308' },
  { key: 'dongguan', nameZh: '东莞社会组织孵化基地（演示）', nameEn: 'Dongguan Nonprofit Incubator (demo)', region: '441900' },
  { key: 'lucheng', nameZh: '鹿城社区民间组织培育基地（演示）', nameEn: 'Lucheng Community Organizations Base (demo)', region: '330302' },
] as const
