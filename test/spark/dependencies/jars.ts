/*
 * Small jars, so that no test needs a Java compiler. Made with `javac --release 11 -g:none` of
 *
 *     package example;
 *     public class Fetched {
 *         public static String shout(String text) { return text.toUpperCase() + "!"; }
 *     }
 *
 *     package example;
 *     public class Listed {
 *         public static String twice(String text) { return text + text; }
 *     }
 *
 *     package example;
 *     import java.util.Arrays;
 *     import org.apache.spark.api.java.JavaSparkContext;
 *     public class Main {
 *         public static void main(String[] words) {
 *             try (JavaSparkContext spark = new JavaSparkContext()) {
 *                 System.out.println(
 *                     "TWICE " + spark.parallelize(Arrays.asList(words)).map(Main::twice).collect());
 *             }
 *         }
 *         static String twice(String word) { return Listed.twice(word); }
 *     }
 */

/** A jar with the class `example.Fetched`. */
export const fetchedJar = Buffer.from(
    "UEsDBBQAAAAIAAAAIVwQarySeQEAALMCAAAVAAAAZXhhbXBsZS9GZXRjaGVkLmNsYXNzjZLLTgIxFIb/A8LgOMrF" +
        "+w1F0YAbli4wLiQxmmBceFu4qtDAwNBOaCXyJj6GbjRx4QP4UMaOTOIFNXbRS853/vO3PS+vT88AtpG3EUHUwoiD" +
        "GOKEVIv1WMljolE6vmrxmibEd1zh6l1CtFA8t5HAqAXbwRicL/iJ7rqiQRjT8sz3ebfCFCdMFYrV70w5Y0pPOEgi" +
        "RZjtsDavSFFj+sLVTbNTmgmtCJuF4cwfxCxkCEl+wzq+x0v7XNeavE4Yqci6qR9TTXltLpHak1Ir3WX+EddNWVfJ" +
        "OGZtzGHewkJgZZGQ/9B2RU+2eVhi4G6f1bTs9gm3n32F4ED0gIm6x1W+KmX72i8Pe/0t8bTv8x/wy+r33/jyAKFE" +
        "hXneiat5OYFlQoRyBOdQCPMDHlOKKwurhI1/WbawRsj+jZqGGMDIIW2aJxgRUNA+Zp40p7RZyayxrUfQ/Tswiimk" +
        "wvBMGLa3HmA9YRy4C0WmzZwwsYBYQjZgzG7FFFrH/BtQSwECFAMUAAAACAAAACFcEGq8knkBAACzAgAAFQAAAAAA" +
        "AAAAAAAAgAEAAAAAZXhhbXBsZS9GZXRjaGVkLmNsYXNzUEsFBgAAAAABAAEAQwAAAKwBAAAAAA==",
    "base64",
);

/** A jar with the class `example.Listed`. */
export const listedJar = Buffer.from(
    "UEsDBBQAAAAIAAAAIVwA+doKYgEAAKYCAAAUAAAAZXhhbXBsZS9MaXN0ZWQuY2xhc3ONUstOQjEUnMPrAiIgoojP" +
        "mKABNiw1wbiQxGiCcYHRhasKDVy4tIRWlD/xM3RlwsIP8KOMvXATVNDYRc+jM9NOet4/Rm8ADrAThQ9+C4EYgggR" +
        "km02YCWHiWbp8q7N65oQOrKFrY8J/nzhOmVY4RgiiBIyXdbhFSnqTN/YumUypZnQinCYr051arpvi2Z5tlOYbVmI" +
        "EeL8kXV7Di9VbaV5gxCoyAYnBPWDXTdxf476HC1j5kRKrXSf9S64bsmGSoSQimIZaQsrrolVQm7Ks8VAdrhHn/g6" +
        "ZXUt+0PC09c7PeBE9IyJhsNVripl5743x+ZvxKthj8+B31Z/fsE3c55EhTlOzda8HMYawUdEiJ0LwfsVhynFlYUN" +
        "wt6/nmxhi7D9N9RMwQSMXSyYiXGXD+TOjNkXTbVkIpkYLL6CXsaACOJIeMfpMdzMTrE4ggU8exJJt2dOXHoGWVNF" +
        "TbaOTWwj+wlQSwECFAMUAAAACAAAACFcAPnaCmIBAACmAgAAFAAAAAAAAAAAAAAAgAEAAAAAZXhhbXBsZS9MaXN0" +
        "ZWQuY2xhc3NQSwUGAAAAAAEAAQBCAAAAlAEAAAAA",
    "base64",
);

/** A jar with the class `example.Main`. */
export const mainJar = Buffer.from(
    "UEsDBBQAAAAIAAAAIVzpPsEsEAUAAL0KAAASAAAAZXhhbXBsZS9NYWluLmNsYXNztVbbXxNHFP4GAhviqBDxVqkF" +
        "CzYBbaStRRu1RcQaDWoJatW2dkiGsLLZXXcnCPZ+s/eLvap96VsffNE+RH/6+9X3/kc+tPbMJgiBQPWhD5k9M3PO" +
        "d8755pyZ/PXP7T8B9OHXCOpQbyDE0YBGhuazYlIkLGHnE0dGz8qsYmjcZdqm2sNQH4sfNxBm6Ha8fEK4IjsuE74r" +
        "vAmamInA8iANGb004NhKTqkIDNQ3YRm4geUcK7Cyykdm2leyQNBOkTytTgc7ppM46pm2yihPikIyghZEDaziaMXq" +
        "GeuiMq1Ev+eJaZ8iFH7a9AmgK3Y6PT+BZDw9a6HVkjqmtRzrsJ5hGcUqLEta5gXJsD02XzeeXjrX4X37klFicgNH" +
        "Gx5nCGUJjSERW8pwrGhnlenYif0VgUJ6Au0GOjg24UmGjv90SpQVhMswHHskPw+Tjo6li2MznmIwsg6Ro6sgGqvB" +
        "YxzdBno4tmBr9bEqOr88mU8KqyiPjDFsji16MHMsiErijmMbehnWFsSEpDLKCnXCVOMk+UrYyp8HVrGsARbBs3jO" +
        "wHaO59HHsKpGcVGIrp5ZNlVfLdTjulh2crygm6Mhazm+NLBrBixQHRn3nPNi1JIRJLGH40W8xLBc5HKZout60vdl" +
        "jmHdXPAHFgH+XgwY2McxqJNeIadEwbVkwLA2bFDnzSxBv4wDBlIcB3GI6mMWy7QnnQmZyEjPFLqIc2lRGM0Jhpa8" +
        "VCmCGpJq3MkdFgWq79ZYTZriGOI4jCMM4XHhE9M5GXR7KoxBvTvMkcEI9Zk8VxSWP4+qmdM8pYM8znFCA1V7P2Ta" +
        "Ob17kuOUjn8D7c7UpLBSdFN4YyIrByzh+2G8xtDzCEWtb7BhjX6G402N3l4bfZaIMNq0fpYjp/W7ltLPmHlbqKJH" +
        "Rg9RxpUljT7OYWp0XmGiktwErcyc8ZAwba1a4LC16poq0uZ47jVwjmHTrJ8UdWVeWP1evliQthqcykpXhx8Gnc7G" +
        "lE19Z+baraAU2nPSr1SHKPPloqiv+z5DRxMqH3eoQMFQCFU36IMuoILOKJGdGBLuiC5cA29TD9RQpdXOWX+yXIyd" +
        "DH1ziVukZmsxSdfKXsdRvvKEW6bFX9mIDyL4EB8Z+JjjE1ysYqaCXUYkC0FHqRxvmlpLWKpq4WKNmMo+Dgg7Z0m/" +
        "M+04E0U3uTDNxQxHpl2ZXPwNmmswQA9FxlQy2YwxSunzCCYx0IzeenpNGvQAWv0mgm/xnYFL+k78nqFzIYlBQOVr" +
        "cv9MZpf/p8wWqj9irmH8SFfuyInUwGA7o05I2bb0gs6QvoFfqBcfKm4DV6jMl1al66qsjA5itk4TihA9L/Q3h8bz" +
        "NGuhL9Nsd98EuxEoNGEK05Xtr1BPBkD/HRgnb6Ip/QciPd230FzCmtt4DChhYwmdtxC7jaf17JmeEnb8jlVD5W/T" +
        "4S1bS9i95e4N8h6ma3QbvQ+92I4d9GW4QNBxhO7Tcp2Btwx6Z5iB5H39h6k8N7QeDQ33SD2s34cFgd9C/3Udd3ME" +
        "7+DdyvYNClwX0KXuEvan63ZTOOlrNG+jH2u8eiymIXqiR0t45QqV2u62a0HuOKP3yyJayfZYc+NvGCTh1ejpEl6/" +
        "gp0kvxEVgbyV5NGoDOQOkvPRs4G8mmQr6gRyU0DT9TtwT0a9m1B3Awc68RUI/Y02A3EWab1Hb1od3qPVNfR9nw7o" +
        "U3yGL/AlncDXpP8DfqK9CEk/4zKuYv2/UEsBAhQDFAAAAAgAAAAhXOk+wSwQBQAAvQoAABIAAAAAAAAAAAAAAIAB" +
        "AAAAAGV4YW1wbGUvTWFpbi5jbGFzc1BLBQYAAAAAAQABAEAAAABABQAAAAA=",
    "base64",
);
