"""The characters and words that invented names are put together from.

Each brand character comes as simplified, traditional, pinyin; each trade as sector (of GB/T 4754),
simplified, traditional, English, product. None of the combinations is meant to be a real firm;
`WELL_KNOWN` holds the pairs that would be one.
"""


def _words(text: str) -> list[str]:
    return text.split()


_CHARACTERS = """
澄澄cheng 岚嵐lan 翊翊yi 沐沐mu 峤嶠qiao 湛湛zhan 霁霽ji 屹屹yi 泓泓hong 漪漪yi 琮琮cong
铎鐸duo 珩珩heng 骁驍xiao 昶昶chang 彧彧yu 濯濯zhuo 皓皓hao 峻峻jun 岱岱dai 渊淵yuan 澜瀾lan
璟璟jing 铭銘ming 锐銳rui 钰鈺yu 锦錦jin 凌凌ling 卓卓zhuo 禾禾he 榆榆yu 桐桐tong 柏柏bai
棠棠tang 枫楓feng 栎櫟li 楠楠nan 樾樾yue 苇葦wei 芷芷zhi 蓝藍lan 葵葵kui 辰辰chen 曜曜yao
旭旭xu 晟晟sheng 晖暉hui 昱昱yu 曦曦xi 朔朔shuo 望望wang 启啟qi 骏駿jun 骥驥ji 麟麟lin
鹏鵬peng 鸿鴻hong 鹭鷺lu 雁雁yan 鹤鶴he 隽雋jun 翎翎ling 翰翰han 墨墨mo 砚硯yan 篆篆zhuan
笙笙sheng 瑟瑟se 韵韻yun 律律lv 衡衡heng 度度du 矩矩ju 钧鈞jun 锋鋒feng 铠鎧kai 磐磐pan
砺礪li 峰峰feng 岭嶺ling 崧崧song 峡峽xia 湾灣wan 浦浦pu 汀汀ting 洲洲zhou 溯溯su 沛沛pei
润潤run 泽澤ze 涵涵han 淳淳chun 源源yuan 汇匯hui 融融rong 信信xin 诚誠cheng 恒恆heng
"""
_ENTRIES = _CHARACTERS.split()
SIMPLIFIED = [entry[0] for entry in _ENTRIES]
TRADITIONAL = [entry[1] for entry in _ENTRIES]
PINYIN = [entry[2:] for entry in _ENTRIES]

WELL_KNOWN = frozenset(
    _words(
        "鸿海 恒信 诚信 信诚 汇源 恒源 润泽 融信 恒润 源泽 旭辉 锦源 鸿源 汇信 "
        "汇融 融汇 信源 润恒 恒泽 晟源 启源 启辰 鹏辉 鹏辰 锐辰 恒峰 恒锋 泓源 "
        "麒麟 鸿鹄 凌云 卓望 泽润 汇泽 汇润 汇诚 融诚 诚融 恒诚 诚恒 源诚 "
    )
)

_TRADES = """
C34通用设备,精密机械,精密機械,Precision Machinery,机床主轴
C34通用设备,传动科技,傳動科技,Drive Systems,减速机
C33金属制品,金属制品,金屬製品,Metal Works,冲压件
C33金属制品,紧固件,緊固件,Fasteners,高强螺栓
C39电子设备,电子科技,電子科技,Electronics,控制板
C39电子设备,半导体材料,半導體材料,Semiconductor Materials,封装基板
C38电气机械,电气设备,電氣設備,Electric,配电柜
C38电气机械,电缆,電纜,Cable,控制电缆
C36汽车制造,汽车零部件,汽車零部件,Auto Parts,制动总成
C35专用设备,自动化设备,自動化設備,Automation,装配线
C26化学原料,新材料,新材料,New Materials,改性树脂
C26化学原料,精细化工,精細化工,Fine Chemicals,助剂
C29橡胶塑料,塑料制品,塑料製品,Plastics,注塑件
C30非金属矿物,玻璃科技,玻璃科技,Glass,钢化玻璃
C17纺织,纺织,紡織,Textile,坯布
C18服装,服饰,服飾,Apparel,工装
C13农副食品,食品,食品,Foods,预制菜
C14食品制造,生物科技,生物科技,Biotech,发酵原料
C22造纸,包装材料,包裝材料,Packaging,瓦楞纸箱
C23印刷,印务,印務,Printing,标签
C40仪器仪表,仪器仪表,儀器儀表,Instruments,压力传感器
C31黑色金属,特种钢材,特種鋼材,Special Steel,合金棒材
F51批发,国际贸易,國際貿易,Trading,进口轴承
F51批发,供应链管理,供應鏈管理,Supply Chain,综合物料
G54道路运输,物流,物流,Logistics,干线运输
I65软件,信息技术,信息技術,Information Technology,生产管理软件
E48土木工程,建设工程,建設工程,Construction,厂房施工
L72商务服务,企业管理,企業管理,Management,管理咨询
"""
_TRADE_ROWS = [row.split(",") for row in _TRADES.split("\n") if row]
SECTORS = [row[0] for row in _TRADE_ROWS]
TRADES = [row[1] for row in _TRADE_ROWS]
TRADES_TRADITIONAL = [row[2] for row in _TRADE_ROWS]
TRADES_ENGLISH = [row[3] for row in _TRADE_ROWS]
PRODUCTS = [row[4] for row in _TRADE_ROWS]

FORMS = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司"]
FORMS_TRADITIONAL = ["有限公司", "有限責任公司", "股份有限公司", "集團有限公司"]

SYLLABLES = _words(
    "vel mar dro quin tas bel orn fys kal nor zem lud ric han tov sal wyn gre pol ster dun fal mir cor "
    "bran ulm jas nev hol tre"
)
LATIN_ENDS = _words("ora exa ion ara une ick ost ale eth une")

WELL_KNOWN_PEOPLE = frozenset(
    _words(
        "马云 刘强东 李宁 李娜 姚明 李强 汪洋 刘洋 杨洋 陈云 朱德 邓超 黄磊 刘涛 "
        "张杰 汪峰 王志文 林丹 郭晶晶 李文 杨立伟 王健 李健 刘华清 周迅 陈红 王平 李雪琴 "
        "黄华 金庸 王刚 林志玲 刘德华 张学友 李玉刚 王宝强 "
    )
)

FIRST_NAMES = _words(
    "Anna Bruno Clara David Elena Felix Greta Hugo Irene Jonas Klara Leon Marta Nils Olga Paolo Rita Simon "
    "Tessa Viktor Wanda Yusuf Zoe Amir Bianca Cedric"
)

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
SURNAMES_PINYIN = _words(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang "
    "xie song tang xu han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai yu du ye cheng "
    "su wei lv ding ren shen yao lu jiang cui zhong tan lu wang fan jin shi liao jia xia wei fu fang "
    "bai zou meng xiong qin qiu jiang yin xue yan duan lei hou long shi tao li he gu mao hao gong "
    "shao wan qian yan qin wu dai mo kong xiang tang "
)
GIVEN = (
    "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉萍红玲华建文辉力燕鹏宇欣怡然博雅思远嘉宁子轩梓涵雨晨"
    "佳慧俊凯瑞琪婷颖晓峰志国庆春梅雪松柏云飞海波东升立新永安德福光荣振兴学义清源景行书瑶若曦知乐承泽"
)
GIVEN_PINYIN = _words(
    "wei fang na xiu min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping gang gui "
    "lan yu ping hong ling hua jian wen hui li yan peng yu xin yi ran bo ya si yuan jia ning zi xuan "
    "zi han yu chen jia hui jun kai rui qi ting ying xiao feng zhi guo qing chun mei xue song bai yun "
    "fei hai bo dong sheng li xin yong an de fu guang rong zhen xing xue yi qing yuan jing xing shu "
    "yao ruo xi zhi le cheng ze "
)
