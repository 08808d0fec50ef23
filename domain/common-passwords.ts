/**
 * What people choose first, and so what is guessed first, in this country and elsewhere: compared without case, accents, blanks
 * and what is added at the end to please a rule (`Matkhau@123`). Written down from common knowledge; rows of keys, sequences and
 * repetitions are recognised and need not stand here.
 */
const WORDS = `
password passwd passw0rd p@ssword p@ssw0rd pass letmein welcome admin administrator root user guest test testing demo default
changeme secret login master access system server manager office company iloveyou love lovely sunshine princess dragon monkey
football baseball superman batman spiderman pokemon naruto shadow michael jordan hunter killer freedom flower starwars whatever
trustno1 computer internet google facebook gmail yahoo youtube zalo tiktok samsung iphone nokia liverpool chelsea arsenal
barcelona realmadrid manchester ronaldo messi hello helloworld goodluck happy summer winter spring autumn monday friday january
abc qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbnm qazwsx zaqwsx 1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3 q1w2e3r4 a1b2c3 a1b2c3d4
abc123 abcd1234 aa123456 123abc 123qwe qwe123 asd123 zxc123 147258369 159753 741852963 112233 121212 123123 123321 131313
matkhau matkhaumoi matkhaucu khongcomatkhau matkhaula mk quantri quantrivien nguoidung taikhoan dangnhap xinchao chao
anhyeuem emyeuanh iloveyouvn yeuem yeuanh yeuemnhieu yeuanhnhieu emyeu anhyeu nhoem nhoanh tinhyeu tinhban hanhphuc
giadinh giadinhtoi bome mevaba concon conyeu concung beyeu becung vochong voyeu chongyeu boyeu meyeu
vietnam vietnamvodich vodich toiyeuvietnam vn hanoi saigon sgn hcm tphcm haiphong danang cantho hue nghean thanhhoa bimson
thixabimson samson dongson quangtrung bacson lamson badinh ngoctrao phuson haivinh congty phongtnmt moitruong racthai thugomrac
tuyenxanh xerac xechorac baorac dieuphoi laixe taixe
nguyen nguyenvan nguyenthi tran tranvan tranthi pham hoang phan vuvan dangvan buivan doan duong anhtuan tuananh minhanh
minhduc thanhtung quanghuy ngocanh thuylinh thuyduong hoangnam hoanglong manhhung quochung ducanh phuonganh
choi choigame lienquan freefire minecraft roblox khongbiet khongnho quenmatkhau quenroi chucmungnammoi nammoi tetvui maymman
phattai phatloc locphat loc phat tailoc
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
