"""Pool the trials behind a finding: the statistics of a forest plot.

Ratios are analysed as natural logarithms, everything else as it is; ``Effect`` and ``Pooled`` are on that
*analysis scale*, ``Shown`` is on the scale readers see. All effects are treatment minus (or over) control.
Formulas follow the Cochrane Handbook 6.5, chapters 6 and 10, and Deeks and Higgins, "Statistical algorithms
in Review Manager 5" (2010), unless a docstring names another source.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import NormalDist
from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_noop as _

from acuinfo.publishing.language import content_stands_out

from .documents import EvidenceDocument, TrialFigures
from .terms import Measure, PoolingModel

LARGEST_EXPONENT = 700.0
"""A float holds exp(709) at most; a ratio beyond exp(700) is shown as that."""

LARGEST_NUMBER = 10**30
"""Rows beyond this, or with a standard error below its inverse, would overflow the sums of squares."""

UNGROUPED = "Other trials"
"""Heading of the rows without a subgroup, where other rows have one."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One trial's effect, standard error and interval on the analysis scale.

    ``note`` is for readers (how the row was made computable), ``doubt`` for editors (what looks mistyped).
    """

    label: str
    subgroup: str
    value: float
    se: float
    low: float
    high: float
    note: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several effects as one, on the analysis scale.

    ``weights`` and ``i_squared`` are percentages. ``h`` is empty for one trial, the prediction interval for fewer
    than three trials and for the common-effect model. ``se``, interval and ``p`` are Hartung and Knapp's if asked.
    """

    model: PoolingModel
    level: int
    k: int
    value: float
    se: float
    low: float
    high: float
    p: float
    q: float
    df: int
    q_p: float
    i_squared: float
    h: float | None
    tau_squared: float
    prediction: tuple[float, float] | None
    weights: tuple[float, ...]
    is_narrowed: bool = False
    """True where Hartung and Knapp's standard error came out below the usual one, as few and similar trials allow."""


class Shown(NamedTuple):
    """An estimate and its interval on the scale readers see."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One trial with its weight in the overall result, in percent."""

    effect: Effect
    weight: float
    shown: Shown


@dataclass(frozen=True, slots=True)
class Summary:
    """A pooled result with its back-transformed values."""

    pooled: Pooled
    shown: Shown
    prediction: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Subgroup:
    """The rows of one subgroup, and their own pooled result."""

    name: str
    rows: tuple[Row, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row left out, and why. Unless it is a mistake to correct, the trial just says nothing about the measure."""

    label: str
    reason: str
    is_mistake: bool
    advice: str = ""
    """The reason in the interface's language, for the editor who corrects the mistake."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything a forest plot shows. ``subgroups`` is empty unless a row names one."""

    measure: Measure
    level: int
    rows: tuple[Row, ...]
    overall: Summary | None
    subgroups: tuple[Subgroup, ...]
    subgroup_difference_p: float | None
    excluded: tuple[Excluded, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What readers should know about single rows."""
        return tuple(row.effect.note for row in self.rows if row.effect.note)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What an editor should look at again."""
        doubts = [row.effect.doubt for row in self.rows if row.effect.doubt]
        if self.overall and self.overall.pooled.is_narrowed:
            doubts.append(
                gettext(
                    "Hartung-Knapp makes the pooled interval narrower here than it would be without, "
                    "which can happen with few, similar trials. Consider pooling without it."
                )
            )
        return tuple(doubts)


class RowError(ValueError):
    """A mistake in a row, told in English for the notes of the plot, and as ``advice`` in the interface's language."""

    def __init__(self, sentence: str, trial: TrialFigures, **said: Any) -> None:
        said["row"] = trial.label
        super().__init__(sentence % said)
        self.advice = gettext(sentence) % said


class NotEstimableError(ValueError):
    """The figures are right, but say nothing about this measure."""


# Effects of single trials

NEEDS_MEANS = _(
    "The row “%(row)s” is incomplete: give its effect with both limits of the interval, "
    "or n, mean and SD for both arms."
)
NEEDS_EVENTS = _(
    "The row “%(row)s” is incomplete: give its effect with both limits of the interval, or n and events for both arms."
)


def effect_of(trial: TrialFigures, measure: Measure, level: int) -> Effect:
    """Work out a trial's effect from its effect and interval if all three are given, else from the arms' figures.

    ``level`` is that of the given interval, and of the one made from the arms, in percent.
    Raise RowError with a sentence naming the row when its figures are missing or impossible, and
    NotEstimableError when they are possible but hold no information on the measure.
    """
    if measure is Measure.NONE:
        raise RowError(_("The row “%(row)s” cannot be used: choose an effect measure for the finding."), trial)
    if None not in (trial.effect, trial.ci_low, trial.ci_high):
        return _effect_from_interval(trial, measure, level)
    if measure in (Measure.MD, Measure.SMD):
        value, se, note = _from_means(trial, measure)
    else:
        value, se, note = _from_events(trial, measure)
    reach = normal_quantile(level) * _usable(trial, se)
    return Effect(_name(trial), trial.subgroup, value, se, value - reach, value + reach, note)


def _effect_from_interval(trial: TrialFigures, measure: Measure, level: int) -> Effect:
    """Read the standard error from the interval's width (Handbook 6.3.1 and 6.3.2)."""
    value, low, high = (_finite(trial, number) for number in (trial.effect, trial.ci_low, trial.ci_high))
    if not low <= value <= high:
        told = _(
            "The row “%(row)s” has an effect of %(value)g outside its interval (%(low)g to %(high)g). "
            "Check the signs and the order of the two limits."
        )
        raise RowError(told, trial, value=value, low=low, high=high)
    if low == high:
        raise RowError(_("The row “%(row)s” has an interval without width. Check its two limits."), trial)
    unit = last_decimal(trial.effect, trial.ci_low, trial.ci_high)
    if measure.is_ratio:
        if low <= 0:
            raise RowError(
                _("The row “%(row)s” has a ratio of zero or less. Enter ratios, not their logarithms."), trial
            )
        unit /= value
        value, low, high = math.log(value), math.log(low), math.log(high)
    half_width = (high - low) / 2
    doubt = ""
    if abs(value - (low + high) / 2) > half_width / 5 + unit:
        told = gettext("The row “%(row)s” has an effect far from the middle of its interval. Check for a misprint.")
        doubt = told % {"row": trial.label}
    se = _usable(trial, half_width / normal_quantile(level))
    return Effect(_name(trial), trial.subgroup, value, se, low, high, doubt=doubt)


def _from_means(trial: TrialFigures, measure: Measure) -> tuple[float, float, str]:
    """Return the mean difference, or Hedges' adjusted g with RevMan 5's standard error."""
    n1, n2 = _arm_sizes(trial, NEEDS_MEANS, at_least=2)
    given = (trial.mean_treatment, trial.sd_treatment, trial.mean_control, trial.sd_control)
    mean1, sd1, mean2, sd2 = (_finite(trial, number, NEEDS_MEANS) for number in given)
    if sd1 < 0 or sd2 < 0:
        raise RowError(_("The row “%(row)s” has a negative SD. A standard deviation is never below zero."), trial)
    if sd1 == sd2 == 0:
        raise RowError(_("The row “%(row)s” has an SD of zero in both arms. Enter the standard deviations."), trial)
    if measure is Measure.MD:
        return mean1 - mean2, math.hypot(sd1 / math.sqrt(n1), sd2 / math.sqrt(n2)), ""
    total = n1 + n2
    pooled_sd = math.hypot(math.sqrt((n1 - 1) / (total - 2)) * sd1, math.sqrt((n2 - 1) / (total - 2)) * sd2)
    smd = (mean1 - mean2) / pooled_sd * (1 - 3 / (4 * (total - 2) - 1))
    return smd, math.sqrt(total / (n1 * n2) + smd * smd / (2 * (total - 3.94))), ""


def _from_events(trial: TrialFigures, measure: Measure) -> tuple[float, float, str]:
    """Return log risk ratio, log odds ratio or risk difference, with 0.5 added to each cell where a zero forbids it.

    The ratios are corrected when any cell is zero. A risk difference needs it only for its standard error, and
    only when neither arm varies; the difference itself stays as observed.
    """
    n1, n2 = _arm_sizes(trial, NEEDS_EVENTS, at_least=1)
    a, c = (_count(trial, count, NEEDS_EVENTS) for count in (trial.events_treatment, trial.events_control))
    if a > n1 or c > n2:
        raise RowError(_("The row “%(row)s” has more people with the event than people in the arm."), trial)
    cells = (a, n1 - a, c, n2 - c)
    if measure is Measure.RD:
        return _risk_difference(trial, cells)
    if a == c == 0 or (a == n1 and c == n2):
        who = "Nobody" if a == 0 else "Everybody"
        raise NotEstimableError(f"{trial.label}: left out. {who} in either group had the event, so there is no ratio.")
    note = _corrected_note(trial) if 0 in cells else ""
    a1, b1, c1, d1 = (cell + 0.5 for cell in cells) if note else cells
    if measure is Measure.OR:
        return math.log(a1 / b1) - math.log(c1 / d1), math.sqrt(1 / a1 + 1 / b1 + 1 / c1 + 1 / d1), note
    variance = b1 / (a1 * (a1 + b1)) + d1 / (c1 * (c1 + d1))  # 1/a - 1/n, without the loss of digits
    return math.log(a1 / (a1 + b1)) - math.log(c1 / (c1 + d1)), math.sqrt(variance), note


def _risk_difference(trial: TrialFigures, cells: tuple[int, int, int, int]) -> tuple[float, float, str]:
    a, b, c, d = cells
    note = _corrected_note(trial) if a * b == 0 and c * d == 0 else ""
    a1, b1, c1, d1 = (cell + 0.5 for cell in cells) if note else cells
    variance = a1 * b1 / (a1 + b1) ** 3 + c1 * d1 / (c1 + d1) ** 3
    return a / (a + b) - c / (c + d), math.sqrt(variance), note


def _corrected_note(trial: TrialFigures) -> str:
    return f"{trial.label}: 0.5 was added to each count, because one of them is zero."


def _arm_sizes(trial: TrialFigures, needed: str, *, at_least: int) -> tuple[int, int]:
    n1, n2 = (_count(trial, count, needed) for count in (trial.n_treatment, trial.n_control))
    if min(n1, n2) < at_least:
        one = _("The row “%(row)s” has an arm of %(n)d. Each arm needs at least 1 person.")
        more = _("The row “%(row)s” has an arm of %(n)d. Each arm needs at least %(people)d people.")
        raise RowError(one if at_least == 1 else more, trial, n=min(n1, n2), people=at_least)
    return n1, n2


def _count(trial: TrialFigures, count: int | None, needed: str) -> int:
    if count is None:
        raise RowError(needed, trial)
    if count < 0:
        raise RowError(_("The row “%(row)s” has a negative count. People and events are zero or more."), trial)
    return count


def _finite(trial: TrialFigures, number: Decimal | None, needed: str = "") -> float:
    if number is None:
        raise RowError(needed, trial)
    if abs(number) > LARGEST_NUMBER:
        raise RowError(_("The row “%(row)s” has a number too large to calculate with."), trial)
    return float(number)


def _usable(trial: TrialFigures, se: float) -> float:
    if not 1 / LARGEST_NUMBER <= se <= LARGEST_NUMBER:
        raise RowError(_("The row “%(row)s” has figures too large or too small to calculate with."), trial)
    return se


def _name(trial: TrialFigures) -> str:
    return trial.label if trial.year is None or str(trial.year) in trial.label else f"{trial.label} {trial.year}"


# Pooling


def pool(effects: Sequence[Effect], model: PoolingModel, hartung_knapp: bool, level: int) -> Pooled:
    """Pool effects by inverse variance. One effect comes back as itself. Raise ValueError for none.

    I² and H are those of Q (Higgins and Thompson 2002, Stat Med 21:1539), whatever the model. Hartung-Knapp (2001,
    Stat Med 20:1771; t with k-1 df, not truncated) applies to random effects of two or more trials.
    The prediction interval is that of Higgins, Thompson and Spiegelhalter 2009 (J R Stat Soc A 172:137):
    t with k-2 df, and the standard error in use.
    """
    if not effects:
        raise ValueError("There is no row to pool.")
    values, variances = [e.value for e in effects], [e.se**2 for e in effects]
    k, df = len(effects), len(effects) - 1
    q = _generalised_q(values, variances, 0.0)
    tau_squared = _TAU_SQUARED[model](values, variances) if k > 1 else 0.0
    weights, value = _weights_and_mean(values, variances, tau_squared)
    usual_se = 1 / math.sqrt(math.fsum(weights))
    is_random = model is not PoolingModel.COMMON and k > 1
    se, quantile, tail = usual_se, normal_quantile(level), normal_p
    if hartung_knapp and is_random:
        # Identical effects would give a standard error of zero and an interval without width.
        se = usual_se * math.sqrt(_generalised_q(values, variances, tau_squared) / df) or usual_se
        quantile, tail = t_quantile(level, df), lambda z: t_p(z, df)
    prediction = None
    if is_random and k > 2:
        reach = t_quantile(level, k - 2) * math.sqrt(tau_squared + se**2)
        prediction = (value - reach, value + reach)
    h = max(1.0, math.sqrt(q / df)) if df else None
    return Pooled(
        model=model,
        level=level,
        k=k,
        value=value,
        se=se,
        low=value - quantile * se,
        high=value + quantile * se,
        p=tail(value / se),
        q=q,
        df=df,
        q_p=chi_squared_p(q, df),
        i_squared=100 * (1 - 1 / h**2) if h else 0.0,
        h=h,
        tau_squared=tau_squared,
        prediction=prediction,
        weights=tuple(100 * w / math.fsum(weights) for w in weights),
        is_narrowed=se < usual_se,
    )


def _weights_and_mean(
    values: Sequence[float], variances: Sequence[float], tau_squared: float
) -> tuple[list[float], float]:
    weights = [1 / (variance + tau_squared) for variance in variances]
    # Taken from the first value, so that large values with small differences keep their digits.
    origin = values[0]
    shift = math.fsum(w * (value - origin) for w, value in zip(weights, values, strict=True)) / math.fsum(weights)
    return weights, origin + shift


def _generalised_q(values: Sequence[float], variances: Sequence[float], tau_squared: float) -> float:
    """Return the weighted sum of squares around the mean; Cochran's Q when ``tau_squared`` is zero."""
    weights, mean = _weights_and_mean(values, variances, tau_squared)
    return math.fsum(w * (value - mean) ** 2 for w, value in zip(weights, values, strict=True))


def _no_tau_squared(values: Sequence[float], variances: Sequence[float]) -> float:
    return 0.0


def _dersimonian_laird(values: Sequence[float], variances: Sequence[float]) -> float:
    """Estimate tau² by moments (DerSimonian and Laird 1986, Control Clin Trials 7:177)."""
    weights, _mean = _weights_and_mean(values, variances, 0.0)
    excess = _generalised_q(values, variances, 0.0) - (len(values) - 1)
    return max(0.0, excess / _lost_weight(weights))


def _paule_mandel(values: Sequence[float], variances: Sequence[float]) -> float:
    """Find the tau² at which the generalised Q equals k-1 (Paule and Mandel 1982, J Res NBS 87:377)."""
    df = len(values) - 1
    return _falling_root(lambda t: _generalised_q(values, variances, t) - df, 0.0, _largest_tau_squared(values))


def _reml(values: Sequence[float], variances: Sequence[float]) -> float:
    """Find the tau² of greatest restricted likelihood (Viechtbauer 2005, J Educ Behav Stat 30:261).

    The likelihood can have several peaks, so a coarse search precedes the root of its slope.
    """
    upper = _largest_tau_squared(values)
    if upper == 0:
        return 0.0
    first = min(min(variances) / 1000, upper / 2)
    grid = [0.0, *(first * math.pow(upper / first, i / 60) for i in range(61))]
    best = max(range(len(grid)), key=lambda i: restricted_log_likelihood(values, variances, grid[i]))
    around = grid[max(best - 1, 0) : best + 2]
    slopes = [restricted_slope(values, variances, t) for t in around]
    for (low, high), (slope_low, slope_high) in zip(pairwise(around), pairwise(slopes), strict=True):
        if slope_low > 0 >= slope_high:
            return _falling_root(lambda t: restricted_slope(values, variances, t), low, high)
    return grid[best]


def restricted_log_likelihood(values: Sequence[float], variances: Sequence[float], tau_squared: float) -> float:
    """Return the restricted log-likelihood of tau², without its constant."""
    weights, _mean = _weights_and_mean(values, variances, tau_squared)
    spread = _generalised_q(values, variances, tau_squared)
    return (math.fsum(map(math.log, weights)) - math.log(math.fsum(weights)) - spread) / 2


def restricted_slope(values: Sequence[float], variances: Sequence[float], tau_squared: float) -> float:
    """Return twice the derivative of the restricted log-likelihood: zero at an estimate above zero."""
    weights, mean = _weights_and_mean(values, variances, tau_squared)
    squares = math.fsum((w * (value - mean)) ** 2 for w, value in zip(weights, values, strict=True))
    return squares - _lost_weight(weights)


def _lost_weight(weights: Sequence[float]) -> float:
    """Return the sum of the weights less the sum of their squares over it.

    The largest weight stands apart, so that no digits are lost where it is nearly all of the sum.
    """
    *others, largest = sorted(weights)
    total = math.fsum(weights)
    return (largest * math.fsum(others) + math.fsum(w * (total - w) for w in others)) / total


def _largest_tau_squared(values: Sequence[float]) -> float:
    """Return a bound that no Paule-Mandel or REML estimate exceeds: half the squared range of the effects.

    A weighted variance is at most half the squared range times the sum of p(1-p) over the weights' shares p.
    Beyond this tau² that makes both estimating equations negative.
    """
    return (max(values) - min(values)) ** 2 / 2


def _falling_root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function changes from positive to not positive, to the last digit; ``low`` if it starts so."""
    if function(low) <= 0:
        return low
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return high


_TAU_SQUARED: dict[PoolingModel, Callable[[Sequence[float], Sequence[float]], float]] = {
    PoolingModel.COMMON: _no_tau_squared,
    PoolingModel.DL: _dersimonian_laird,
    PoolingModel.PM: _paule_mandel,
    PoolingModel.REML: _reml,
}


# Distributions. Degrees of freedom are whole numbers here, for which finite sums are exact.


def normal_quantile(level: int) -> float:
    """Return the z within which ``level`` percent of a normal distribution lies: 1.96 for 95."""
    return NormalDist().inv_cdf((100 + level) / 200)


def normal_p(z: float) -> float:
    """Return the two-sided p value of a normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def t_quantile(level: int, df: int) -> float:
    """Return the t within which ``level`` percent of Student's distribution lies: 2.776 for 95 and 4 df."""
    angle = _falling_root(lambda theta: level / 100 - _t_within(theta, df), 0.0, math.pi / 2)
    return math.sqrt(df) * math.tan(angle)


def t_p(t: float, df: int) -> float:
    """Return the two-sided p value of Student's t; exact to about 15 decimals, not in relative terms."""
    return max(0.0, 1 - _t_within(math.atan2(abs(t), math.sqrt(df)), df))


def _t_within(theta: float, df: int) -> float:
    """Return the probability that t lies within ±√df·tan(theta).

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 (odd df) and 26.7.4 (even df).
    """
    cosine_squared = math.cos(theta) ** 2
    is_odd = df % 2 == 1
    term = math.cos(theta) if is_odd else 1.0
    terms = []
    for j in range(2 if is_odd else 1, df, 2):
        terms.append(term)
        term *= cosine_squared * j / (j + 1)
    series = math.sin(theta) * math.fsum(terms)
    return 2 / math.pi * (theta + series) if is_odd else series


def chi_squared_p(q: float, df: int) -> float:
    """Return the probability that chi-squared exceeds ``q``; 1 for no degrees of freedom.

    NIST Digital Library of Mathematical Functions 8.8.6, begun from 8.4.6 (odd df) or 8.4.8 (even df).
    """
    if df == 0 or q <= 0:
        return 1.0
    half = q / 2
    powers = (df / 2 - i for i in range(1, (df + 1) // 2 + (df % 2 == 0)))
    terms = [math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers]
    start = math.erfc(math.sqrt(half)) if df % 2 else 0.0
    return min(1.0, math.fsum([start, *terms]))


# The whole plot


def analyse(document: EvidenceDocument) -> Analysis:
    """Analyse the trial rows of a finding. Never raise for what a row says: such rows are excluded with the reason."""
    effects, excluded = _effects_and_excluded(document)
    overall = _summary(effects, document) if effects else None
    weights = overall.pooled.weights if overall else ()
    rows = tuple(
        Row(e, weight, _shown(document.measure, e.value, e.low, e.high))
        for e, weight in zip(effects, weights, strict=True)
    )
    subgroups = _subgroups(rows, document)
    return Analysis(
        measure=document.measure,
        level=document.ci_level,
        rows=rows,
        overall=overall,
        subgroups=subgroups,
        subgroup_difference_p=_difference_p(subgroups),
        excluded=tuple(excluded),
    )


def _effects_and_excluded(document: EvidenceDocument) -> tuple[list[Effect], list[Excluded]]:
    effects: list[Effect] = []
    excluded: list[Excluded] = []
    for trial in document.trials:
        try:
            effects.append(effect_of(trial, document.measure, document.ci_level))
        except RowError as error:
            excluded.append(Excluded(trial.label, str(error), is_mistake=True, advice=error.advice))
        except NotEstimableError as error:
            excluded.append(Excluded(trial.label, str(error), is_mistake=False))
    return effects, excluded


def _subgroups(rows: Sequence[Row], document: EvidenceDocument) -> tuple[Subgroup, ...]:
    """Group the rows by subgroup, in order of first appearance."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.effect.subgroup, []).append(row)
    if set(groups) <= {""}:
        return ()
    return tuple(
        Subgroup(name or UNGROUPED, tuple(group), _summary([row.effect for row in group], document))
        for name, group in groups.items()
    )


def _difference_p(subgroups: Sequence[Subgroup]) -> float | None:
    """Return the p value of the test for subgroup differences (Handbook 10.11.3.1), for two or more subgroups."""
    if len(subgroups) < 2:
        return None
    pooled = [subgroup.summary.pooled for subgroup in subgroups]
    q = _generalised_q([p.value for p in pooled], [p.se**2 for p in pooled], 0.0)
    return chi_squared_p(q, len(pooled) - 1)


def _summary(effects: Sequence[Effect], document: EvidenceDocument) -> Summary:
    pooled = pool(effects, document.pooling, document.hartung_knapp, document.ci_level)
    measure = document.measure
    prediction = None
    if pooled.prediction:
        low, high = pooled.prediction
        prediction = (_back(measure, low), _back(measure, high))
    return Summary(pooled, _shown(measure, pooled.value, pooled.low, pooled.high), prediction)


def _shown(measure: Measure, estimate: float, low: float, high: float) -> Shown:
    return Shown(_back(measure, estimate), _back(measure, low), _back(measure, high))


def _back(measure: Measure, value: float) -> float:
    return math.exp(min(value, LARGEST_EXPONENT)) if measure.is_ratio else value


# Words


def disagreement(document: EvidenceDocument, analysis: Analysis) -> str | None:
    """Return a warning for the editor when the rows do not pool to the stored estimate and interval, else None.

    Allowed are half a unit of the last decimal stored, and 2% of the interval's width (on the analysis scale):
    published rows are rounded as well, which moves the recalculated limits by about that much.
    """
    if analysis.overall is None or document.estimate is None:
        return None
    stored = (document.estimate, document.ci_low, document.ci_high)
    unit = last_decimal(*stored)
    pooled = analysis.overall.pooled
    slack = (pooled.high - pooled.low) / 50
    shown = analysis.overall.shown
    if all(
        number is None or _agrees(float(number), recalculated, unit / 2, slack, analysis.measure)
        for number, recalculated in zip(stored, shown, strict=True)
    ):
        return None
    model = str(pooled.model.label)
    told = gettext(
        "The trial rows pool to %(pooled)s (%(model)s), but the finding says %(stored)s. "
        "Check the rows, the pooling model and the source."
    )
    return told % {
        "pooled": shown_text(shown, analysis.measure),
        "model": model if content_stands_out() else f"{model[0].lower()}{model[1:]}",
        "stored": _stored_text(stored),
    }


def _agrees(stored: float, recalculated: float, half_unit: float, slack: float, measure: Measure) -> bool:
    if not measure.is_ratio:
        return abs(stored - recalculated) <= half_unit + slack + 1e-9
    # On the scale of ratios a slack in logarithms is a factor.
    factor = math.exp(min(slack, LARGEST_EXPONENT))
    return (recalculated / factor) - half_unit - 1e-9 <= stored <= recalculated * factor + half_unit + 1e-9


def _stored_text(stored: tuple[Decimal, Decimal | None, Decimal | None]) -> str:
    estimate, low, high = (None if number is None else _with_minus(f"{number:f}") for number in stored)
    return f"{estimate} ({low} to {high})" if low and high else str(estimate)


def last_decimal(*numbers: Decimal | None) -> float:
    """Return one unit of the last decimal that any of the numbers has: 0.01 for 1.9 and 0.25.

    Trailing zeros do not count: a document does not keep them.
    """
    exponents = [int(number.normalize().as_tuple().exponent) for number in numbers if number]
    return math.pow(10, min([0, *exponents]))


def shown_text(shown: Shown, measure: Measure) -> str:
    """Write an estimate with its interval, such as "0.28 (0.11 to 0.45)"."""
    estimate, low, high = (number_text(number, measure) for number in shown)
    return f"{estimate} ({low} to {high})"


def number_text(value: float, measure: Measure) -> str:
    """Write an effect with two decimals, or with two digits where those would not do (a ratio of 0.0012)."""
    size = abs(value)
    if size >= 1_000_000 or (measure.is_ratio and 0 < size < 0.01):
        return _with_minus(f"{value:.2g}")
    decimals = 0 if size >= 1000 else 1 if size >= 100 else 2
    text = f"{value:.{decimals}f}"
    return _with_minus(text) if float(text) else f"{0:.{decimals}f}"


def _with_minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")
