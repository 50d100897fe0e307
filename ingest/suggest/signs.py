"""Signs by which values show what they are: date formats, endings, surnames."""

import re

LAYOUTS = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y",
    "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d%b%Y", "%b %d %Y",
    "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%d-%b-%Y %H:%M:%S", "%Y年%m月", "%Y-%m", "%Y/%m",
    "%b %Y",
)  # fmt: skip
"""Forms that leave a doubt or are no day, so that only a mapping reads them; likelier ones first."""
DAY_FIRST = [form for form in LAYOUTS if not form.startswith("%m")]
MONTH_FIRST = [form for form in LAYOUTS if not re.match(r"%d[-./]%m", form)]
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥郁南班储芮奚"
)
CHINESE_PERSON = re.compile(
    rf"(?:[{_SURNAMES}]|欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫)"
    r"[\u4e00-\u9fff]{1,2}"
    r"|[\u4e00-\u9fff]{2,6}[·•][\u4e00-\u9fff·•]{1,10}"
)
LATIN_PERSON = re.compile(r"[^\W\d_][\w'’-]*\.?(,)?( [^\W\d_][\w'’.-]*){1,3}")
COMPANY_ENDS = re.compile(
    r"(公司|厂|店|行|局|集团|中心|事务所|研究院|研究所|大学|医院|委员会|合作社|协会|合伙\)?|经营部|工作室|基金)$"
)
COMPANY_WORDS = frozenset(
    {"bank", "trust", "group", "holding", "holdings", "industries", "trading", "university", "hospital"}
    | {"partners", "ventures", "capital", "enterprises", "international", "logistics", "consulting"}
    | {"solutions", "systems", "technologies", "stores", "factory", "foundation"}
)
ADDRESS_SIGNS = re.compile(r"[省市区县镇乡村路街道巷弄号楼室座层园]|大道|园区|大厦|广场")
REGION_ENDS = re.compile(r"[\u4e00-\u9fff]{2,6}(省|市|区|县|自治区|州)")
STREET_WORDS = re.compile(
    r"\b(street|st|road|rd|avenue|ave|lane|ln|drive|dr|blvd|boulevard|square|sq|plaza|court|ct|way|place|pl"
    r"|highway|hwy|suite|ste|floor|building|bldg|box|rue|via|calle|platz|weg|allee|markt|gasse|quay|park"
    r"|parkway|close|terrace)\b|stra(ss|ß)e|str\b|str\."
)
COURTS = re.compile(
    r"法院|法庭|仲裁委|仲裁院|tribunal|\bcourt of\b|\b(district|high|supreme|county|crown|superior) court\b"
)
CASE = re.compile(
    r"[(（〔\[]?\d{4}[)）〕\]].{1,12}\d+号(之[一二三四五])?|\d{1,2}:\d{2}-[a-z]{2}-\d{2,6}", re.IGNORECASE
)
CAUSES = re.compile(r"(纠纷|争议|罪|之诉|侵权|追偿)$")
INDUSTRIES = re.compile(r"(业|制造|批发|零售|服务|农林|采矿|建筑|金融)$")
INDUSTRY_CODE = re.compile(r"[A-Z]?\d{2,5} ?[-–:] ?[A-Za-z]")
POSITIONS = re.compile(
    r"董事|监事|经理|总监|主席|秘书|法定代表人|负责人|总裁|会计|财务|主任|厂长|股东代表"
    r"|\b(director|manager|chairman|chair|ceo|cfo|coo|cto|president|secretary|officer|partner|treasurer"
    r"|supervisor|head)\b"
)
