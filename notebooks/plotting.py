"""The look of the figures: a Chinese font where there is one, colours that the colour-blind tell apart, a caption with the snapshot."""

from matplotlib import font_manager, pyplot

# Okabe and Ito 2008, Color universal design.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
INK, GREY, LIGHT = "#222222", "#777777", "#CFCFCF"

CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK JP",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB",
    "Heiti SC", "Arial Unicode MS",
)
_installed = {font.name for font in font_manager.fontManager.ttflist}
CHINESE_FONT = next((font for font in CHINESE_FONTS if font in _installed), None)

pyplot.rcParams.update({
    "font.family": [font for font in (CHINESE_FONT, "DejaVu Sans") if font],
    "axes.unicode_minus": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "figure.constrained_layout.use": True,
    "figure.dpi": 110,
    "legend.frameon": False,
})


def words(english, chinese):
    """A label in both languages, or in English where no Chinese font is installed."""
    return f"{chinese} {english}" if CHINESE_FONT else english


def name(chinese, code):
    """A Chinese name, or the code where no Chinese font is installed."""
    return chinese if CHINESE_FONT and chinese else code


def caption(figure, text):
    """Puts the source below a figure."""
    if not CHINESE_FONT:
        text = text.replace("–", "-").encode("ascii", "ignore").decode().replace(" ()", "").lstrip("; ")
    figure.supxlabel(text, x=0.01, ha="left", fontsize=7, color=GREY)
