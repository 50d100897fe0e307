"""How likely decoded text is what somebody wrote: whether its Chinese characters are common ones.

GB18030 and Big5 give most byte pairs some character. The right one gives those of everyday business; the
wrong one rare ones, symbols and private ones.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

import opencc

LOST = "\ufffd"
"""Stands for bytes that are no character."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_MARKS = re.compile(r"[\u00b7\u00d7\u2014-\u2026\u3000-\u3017\uff01-\uff5e\uffe5]")
"""Punctuation and full-width forms: right in either encoding, so they say nothing."""
_FIRM = (
    "有限责任公司股份集团企业名称个体工商户厂店行社所院中心合作联盟控实投资产融担保租赁典当基金证券期货信托险"
    "银支总分子母法定代表人董事长监经理秘书控际华新兴旺昌盛隆泰恒瑞祥达通源丰润鑫顺和发利广聚汇众诚信德远方"
    "大小东西南北前后上下左右高低天地山水江河湖海林森木火土石金玉龙凤春夏秋冬日月星光明亮清美好佳优良品质"
)
_TRADE = (
    "科技术电子网络软硬件数据计算机械设备制造加工生产销售贸易进出口商百货食品饮料酒茶农牧渔林业粮油肉菜果蔬"
    "纺织服装鞋帽皮革化学药医疗器材料塑胶橡钢铁铜铝合金属矿煤炭石油气能源建筑工程装饰房地产物运输物流仓储快递"
    "航空汽车船配零部件轮胎餐饮酒店旅游文教育培训咨询广告传媒印刷包纸家具居日用百五金陶瓷玻璃水泥环保节园艺"
    "服务管理开研究检测修维护安全智慧云信息系统集成自动化精密模光仪表"
)
_COLUMNS = (
    "编号码序名称姓别性男女身份证件类型种状态正常注册销吊本额万元亿币人民美欧港英日期时间年月日起止始终至开结束"
    "截成立登记更新签订合同约付款收交易金余欠债权务逾天数率比例持股百分之价值总计共入出净利润营费用税负债地址省市"
    "区县镇乡村街道路号栋楼层室单元联系电话手机传真邮箱编网站官备注说明来源原告被诉讼案由法院判决执行裁定受理"
    "审结诉求赔偿投标招开项目代理供应商客户往来关系级别评风险等高度低重要一般无有是否其他其它未知空已经"
)
_PLACES = (
    "北京天津河北山西内蒙古辽宁吉林黑龙江上海苏浙安徽福建江西东南湖广海川贵云陕甘肃青夏疆香港澳门台湾重庆"
    "深圳珠佛莞杭州宁波温嘉绍兴无锡常南通扬徐合肥芜厦泉济烟潍郑洛武汉长沙株湘成都绵昆贵阳西安兰银乌鲁木齐"
    "沈连哈尔滨石家庄唐太原高新华中桂桃竹彰化义屏投基隆雄朝阳淀丰"
)
_PEOPLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康施牛洪"
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文志海波斌宇浩鹏飞凯辉俊峰雪琳佳欣怡婷慧颖嘉"
    "晓春燕云莉玲丹萍荣珍国庆小子大永世家学少晨阳雨梓轩涵诗泽思淑贞雅惠美宜君宗翰承宏"
)
_SPEECH = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行"
    "所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力"
    "它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或"
    "新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认"
    "条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保"
    "至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该"
    "交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔近"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What reading a text in some encoding gave: characters beyond ASCII that were seen, weighed, lost."""

    seen: int = 0
    weight: float = 0.0
    lost: int = 0
    lines: int = 0

    @property
    def share(self) -> float:
        """Return the mean weight, 0 where there is nothing to judge by."""
        return self.weight / self.seen if self.seen else 0.0


def beyond_ascii(text: str) -> Counter[str]:
    """Return how often each character that is no ASCII stands in the text."""
    return Counter("".join(_NOT_ASCII.findall(text)))


def judged(found: Counter[str], lines: int) -> Evidence:
    """Return what the characters of a text in a Chinese encoding say."""
    telling = {each: count for each, count in found.items() if not _MARKS.match(each)}
    weight = sum(_weight(each) * count for each, count in telling.items())
    return Evidence(sum(telling.values()), weight, found[LOST], lines)


def counted(found: Counter[str], lines: int) -> Evidence:
    """Return the same for an encoding whose very structure speaks: what is not lost is right."""
    seen = found.total()
    return Evidence(seen, seen - found[LOST], found[LOST], lines)


def _weight(char: str) -> float:
    """Return 1 for an everyday character, less for one that is merely listed, below 0 for nonsense."""
    if char in _everyday():
        return 1.0
    if "\uac00" <= char <= "\ud7a3":
        return 0.6
    if unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") or "\u3041" <= char <= "\u30ff":
        return -1.0
    return 0.3 if _listed(char) else 0.0


@cache
def _everyday() -> frozenset[str]:
    plain = _FIRM + _TRADE + _COLUMNS + _PLACES + _PEOPLE + _SPEECH
    return frozenset(plain + opencc.OpenCC("s2t").convert(plain) + opencc.OpenCC("s2tw").convert(plain))


def _listed(char: str) -> bool:
    """Say whether a character is of the first, commonly used level of either national list."""
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= char.encode(encoding)[0] <= last:
                return True
        except UnicodeError:
            continue
    return False
