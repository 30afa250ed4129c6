"""Pooling trials: against published results, against statsmodels, and against properties that must hold."""

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats import meta_analysis as reference

from conditions.documents import EvidenceDocument, TrialFigures
from conditions.meta_analysis import (
    Effect,
    NotEstimableError,
    Shown,
    analyse,
    chi_squared_p,
    disagreement,
    effect_of,
    normal_quantile,
    pool,
    restricted_log_likelihood,
    restricted_slope,
    shown_text,
    t_p,
    t_quantile,
)
from conditions.terms import Measure, PoolingModel

SETS = json.loads((Path(__file__).parent / "documents" / "meta_sets.json").read_text())
EXPECTATIONS = [
    pytest.param(name, expected, id=f"{name}-{expected['pooling']}-{expected['source']}")
    for name, pooled_set in SETS["pooled"].items()
    for expected in pooled_set["expected"]
]


def finding(**values: Any) -> EvidenceDocument:
    base = {"title": "T", "summary": "S", "condition": "knee", "outcome": "pain", "comparator": "sham"}
    return EvidenceDocument.model_validate({**base, "measure": "SMD", **values})


def set_finding(name: str, **values: Any) -> EvidenceDocument:
    pooled_set = SETS["pooled"][name]
    return finding(measure=pooled_set["measure"], trials=pooled_set["rows"], **values)


def trial(**values: Any) -> TrialFigures:
    return TrialFigures.model_validate({"label": "Berman 2004", **values})


def arms(treatment: tuple[Any, ...], control: tuple[Any, ...]) -> TrialFigures:
    """Return a row of (n, events), or of (n, mean, sd), per arm."""
    names = ("n", "events") if len(treatment) == 2 else ("n", "mean", "sd")
    values = {f"{name}_treatment": value for name, value in zip(names, treatment, strict=True)}
    return trial(**values, **{f"{name}_control": value for name, value in zip(names, control, strict=True)})


def effects(values: list[float], standard_errors: list[float]) -> list[Effect]:
    pairs = zip(values, standard_errors, strict=True)
    return [Effect(f"Trial {i}", "", v, se, v - 1.96 * se, v + 1.96 * se) for i, (v, se) in enumerate(pairs)]


def arrays(trials: list[Effect]) -> tuple[Any, Any]:
    """Return values and variances as statsmodels wants them."""
    return np.array([e.value for e in trials]), np.array([e.se**2 for e in trials])


def seeded_effects(seed: int) -> list[Effect]:
    source = random.Random(seed)
    k = source.randint(2, 15)
    return effects([source.gauss(-0.3, 0.5) for _ in range(k)], [source.uniform(0.05, 0.6) for _ in range(k)])


# Published and recalculated results


@pytest.mark.parametrize(("name", "expected"), EXPECTATIONS)
def test_trials_pool_to_the_known_result_when_they_come_from_a_published_plot(
    name: str, expected: dict[str, Any]
) -> None:
    overall = analyse(set_finding(name, pooling=expected["pooling"])).overall
    assert overall is not None

    pooled = overall.pooled
    found = {
        "estimate": overall.shown.estimate,
        "low": overall.shown.low,
        "high": overall.shown.high,
        "log_estimate": pooled.value,
        "log_low": pooled.low,
        "log_high": pooled.high,
        "se": pooled.se,
        "p": pooled.p,
        "q": pooled.q,
        "df": pooled.df,
        "q_p": pooled.q_p,
        "tau_squared": pooled.tau_squared,
        "i_squared": pooled.i_squared,
    }
    checked = {key: number for key, number in expected.items() if key in found}

    assert checked
    assert {key: found[key] for key in checked} == pytest.approx(checked, abs=expected["tolerance"])
    if "weights" in expected:
        assert pooled.weights == pytest.approx(expected["weights"], abs=expected["weight_tolerance"])


@pytest.mark.parametrize("row", SETS["single"], ids=lambda row: f"{row['trial']['label']}-{row['measure']}")
def test_one_trial_gives_the_known_effect_when_its_events_are_counted(row: dict[str, Any]) -> None:
    document = finding(measure=row["measure"], trials=[row["trial"]])

    shown = analyse(document).rows[0].shown

    assert shown == pytest.approx((row["estimate"], row["low"], row["high"]), abs=row["tolerance"])


def test_odds_ratios_match_the_distributed_logarithms_when_counts_are_given() -> None:
    rows = analyse(set_finding("auricular_dropout")).rows

    found = [number for row in rows for number in (row.effect.value, row.effect.se)]

    known = [number for pair in SETS["pooled"]["auricular_dropout"]["row_logs"] for number in pair]
    assert found == pytest.approx(known, abs=1e-6)


def test_subgroups_match_the_published_subtotals_when_rows_name_them() -> None:
    first, second = analyse(set_finding("fibromyalgia_sham")).subgroups

    assert (first.name, len(first.rows)) == ("acupuncture vs sham", 5)
    assert first.summary.shown == pytest.approx((-0.041, -0.364, 0.282), abs=6e-4)
    assert first.summary.pooled.i_squared == pytest.approx(24.4, abs=0.06)
    assert (second.name, len(second.rows)) == ("electroacupuncture vs sham", 2)
    assert second.summary.shown == pytest.approx((-0.214, -0.601, 0.173), abs=6e-4)


# statsmodels


# Statsmodels' search for the Paule-Mandel root reports 0 when rounding takes it past the root, which depends on the
# processor; a tolerance that is far above rounding and far below ours keeps it on this side. Seed 10 fails anyway.
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    ("model", "method"), [(PoolingModel.DL, "dl"), (PoolingModel.PM, "pm"), (PoolingModel.COMMON, "dl")]
)
def test_pooling_matches_statsmodels_when_trials_vary(seed: int, model: PoolingModel, method: str) -> None:
    trials = seeded_effects(seed)
    other = reference.combine_effects(*arrays(trials), method_re=method, use_t=False, atol=1e-9)

    pooled = pool(trials, model, False, 95)

    is_common = model is PoolingModel.COMMON
    expected = (
        other.mean_effect_fe if is_common else other.mean_effect_re,
        other.sd_eff_w_fe if is_common else other.sd_eff_w_re,
        0.0 if is_common else max(0.0, other.tau2),
        other.q,
    )
    assert (pooled.value, pooled.se, pooled.tau_squared, pooled.q) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    assert pooled.i_squared == pytest.approx(100 * max(0.0, other.i2), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_hartung_knapp_matches_statsmodels_when_asked_for(seed: int) -> None:
    trials = seeded_effects(seed)
    other = reference.combine_effects(*arrays(trials), method_re="dl", use_t=True)

    pooled = pool(trials, PoolingModel.DL, True, 95)

    half_width = stats.t.ppf(0.975, len(trials) - 1) * other.sd_eff_w_re_hksj
    assert pooled.se == pytest.approx(other.sd_eff_w_re_hksj, rel=1e-9)
    assert (pooled.low, pooled.high) == pytest.approx((pooled.value - half_width, pooled.value + half_width), rel=1e-9)


@pytest.mark.parametrize("n", [(12, 14), (150, 90), (3, 2)])
def test_smd_is_hedges_g_when_means_are_given(n: tuple[int, int]) -> None:
    row = arms((n[0], "31.5", "12.25"), (n[1], "38", "10.5"))
    smd, variance = reference.effectsize_smd(31.5, 12.25, n[0], 38, 10.5, n[1])

    effect = effect_of(row, Measure.SMD, 95)

    assert (effect.value, effect.se) == pytest.approx((smd, math.sqrt(variance)), rel=1e-12)


@pytest.mark.parametrize(
    ("measure", "statistic"),
    [(Measure.RR, "risk-ratio"), (Measure.OR, "odds-ratio"), (Measure.RD, "diff")],
)
def test_event_effects_match_statsmodels_when_no_cell_is_zero(measure: Measure, statistic: str) -> None:
    value, variance = reference.effectsize_2proportions(17, 60, 29, 55, statistic=statistic)

    effect = effect_of(arms((60, 17), (55, 29)), measure, 95)

    assert (effect.value, effect.se) == pytest.approx((float(value), math.sqrt(variance)), rel=1e-12)


# Effects of single rows


def test_interval_gives_the_standard_error_at_its_own_level() -> None:
    row = trial(effect="-0.5", ci_low="-0.8", ci_high="-0.2")

    narrow, wide = effect_of(row, Measure.MD, 95), effect_of(row, Measure.MD, 90)

    assert narrow.se == pytest.approx(0.3 / 1.959963985)
    assert wide.se == pytest.approx(0.3 / 1.644853627)


def test_ratio_interval_is_read_on_the_logarithmic_scale() -> None:
    effect = effect_of(trial(effect="2", ci_low="1", ci_high="4"), Measure.RR, 95)

    assert effect.value == pytest.approx(math.log(2))
    assert effect.se == pytest.approx(math.log(4) / 2 / 1.959963985)


@pytest.mark.parametrize("measure", [Measure.RR, Measure.OR])
def test_half_is_added_to_each_cell_when_one_is_zero(measure: Measure) -> None:
    effect = effect_of(arms((20, 0), (22, 5)), measure, 95)

    by_hand = {
        Measure.RR: (math.log(0.5 / 21) - math.log(5.5 / 23), 1 / 0.5 - 1 / 21 + 1 / 5.5 - 1 / 23),
        Measure.OR: (math.log(0.5 / 20.5) - math.log(5.5 / 17.5), 1 / 0.5 + 1 / 20.5 + 1 / 5.5 + 1 / 17.5),
    }[measure]
    assert (effect.value, effect.se**2) == pytest.approx(by_hand)
    assert effect.note == "Berman 2004: 0.5 was added to each count, because one of them is zero."


def test_risk_difference_stays_as_observed_when_a_cell_is_zero() -> None:
    one_zero = effect_of(arms((20, 0), (22, 5)), Measure.RD, 95)
    both_zero = effect_of(arms((20, 0), (22, 0)), Measure.RD, 95)

    assert one_zero.value == pytest.approx(-5 / 22)
    assert one_zero.note == ""
    assert both_zero.value == 0
    assert both_zero.se == pytest.approx(math.sqrt(0.5 * 20.5 / 21**3 + 0.5 * 22.5 / 23**3))


@pytest.mark.parametrize("measure", [Measure.RR, Measure.OR])
@pytest.mark.parametrize(("events", "who"), [((0, 0), "Nobody"), ((20, 22), "Everybody")])
def test_trial_is_left_out_of_ratios_when_both_arms_are_alike(
    measure: Measure, events: tuple[int, int], who: str
) -> None:
    row = arms((20, events[0]), (22, events[1]))

    with pytest.raises(NotEstimableError, match=f"Berman 2004: left out. {who}"):
        effect_of(row, measure, 95)


@pytest.mark.parametrize(
    ("measure", "row", "words"),
    [
        (Measure.MD, trial(effect="0.9", ci_low="-0.8", ci_high="-0.2"), "outside its interval"),
        (Measure.MD, trial(effect="-0.5", ci_low="-0.2", ci_high="-0.8"), "order of the two limits"),
        (Measure.MD, trial(effect="1", ci_low="1", ci_high="1"), "interval without width"),
        (Measure.RR, trial(effect="-0.5", ci_low="-0.8", ci_high="-0.2"), "Enter ratios"),
        (Measure.RR, trial(effect="0.5", ci_low="0", ci_high="2"), "Enter ratios"),
        (Measure.MD, trial(effect="1", ci_low="0", ci_high="1e400"), "too large"),
        (Measure.MD, trial(effect="0", ci_low="0", ci_high="1e-200"), "too small"),
        (Measure.MD, trial(effect="0.9", ci_low="0.1"), "is incomplete"),
        (Measure.MD, arms((10, "5", "-1"), (10, "5", "1")), "negative SD"),
        (Measure.MD, arms((10, "5", "0"), (10, "4", "0")), "SD of zero"),
        (Measure.SMD, arms((0, "5", "1"), (10, "4", "1")), "Each arm needs at least 2 people"),
        (Measure.SMD, arms((10, "5", "1"), (10, "4", None)), "n, mean and SD for both arms"),
        (Measure.RR, arms((0, 0), (10, 4)), "Each arm needs at least 1 person"),
        (Measure.OR, arms((10, 11), (10, 4)), "more people with the event"),
        (Measure.RD, arms((10, None), (10, 4)), "n and events for both arms"),
        (Measure.NONE, arms((10, 1), (10, 4)), "choose an effect measure"),
    ],
)
def test_row_is_refused_with_its_name_when_its_figures_cannot_be(
    measure: Measure, row: TrialFigures, words: str
) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        effect_of(row, measure, 95)

    assert str(refused.value).startswith("The row “Berman 2004”")


def test_editor_is_asked_to_look_when_an_effect_is_off_the_middle_of_its_interval() -> None:
    document = finding(
        trials=[
            {"label": "Typo 2001", "effect": "0.4", "ci_low": "-0.9", "ci_high": "0.5"},
            {"label": "Fine 2002", "effect": "0.1", "ci_low": "0", "ci_high": "0.3"},
        ]
    )

    doubts = analyse(document).doubts

    assert doubts == ("The row “Typo 2001” has an effect far from the middle of its interval. Check for a misprint.",)


# Pooling


def test_restricted_likelihood_has_no_higher_point_when_reml_has_chosen() -> None:
    for seed in range(20):
        trials = seeded_effects(seed)
        values, variances = [e.value for e in trials], [e.se**2 for e in trials]

        chosen = pool(trials, PoolingModel.REML, False, 95).tau_squared

        best = restricted_log_likelihood(values, variances, chosen)
        assert all(best >= restricted_log_likelihood(values, variances, i / 500) - 1e-12 for i in range(1000))
        slope = restricted_slope(values, variances, chosen)
        assert slope == pytest.approx(0, abs=1e-6) if chosen else slope <= 0


def test_reml_matches_the_sample_variance_when_all_trials_are_equally_precise() -> None:
    values = [0.1, 0.9, -0.4, 0.6, 1.3]
    trials = effects(values, [0.2] * 5)

    estimates = [
        pool(trials, model, False, 95).tau_squared for model in (PoolingModel.REML, PoolingModel.DL, PoolingModel.PM)
    ]

    mean = sum(values) / 5
    assert estimates == pytest.approx([sum((v - mean) ** 2 for v in values) / 4 - 0.04] * 3, rel=1e-9)


@pytest.mark.parametrize("model", list(PoolingModel))
@pytest.mark.parametrize("hartung_knapp", [False, True])
def test_one_trial_is_returned_as_itself(model: PoolingModel, hartung_knapp: bool) -> None:
    pooled = pool(effects([-0.4], [0.2]), model, hartung_knapp, 95)

    assert (pooled.value, pooled.weights) == (-0.4, (100.0,))
    assert pooled.se == pytest.approx(0.2)
    assert (pooled.tau_squared, pooled.q, pooled.q_p, pooled.i_squared) == (0, 0, 1, 0)
    assert (pooled.h, pooled.prediction) == (None, None)
    assert (pooled.low, pooled.high) == pytest.approx((-0.4 - 0.391993, -0.4 + 0.391993), abs=1e-6)


def test_nothing_is_pooled_when_there_is_no_row() -> None:
    with pytest.raises(ValueError, match="no row to pool"):
        pool([], PoolingModel.DL, False, 95)


def test_prediction_interval_follows_higgins_2009_when_three_trials_are_pooled() -> None:
    trials = effects([0.1, 0.9, -0.4], [0.2, 0.25, 0.3])

    pooled = pool(trials, PoolingModel.DL, False, 95)

    reach = stats.t.ppf(0.975, 1) * math.sqrt(pooled.tau_squared + pooled.se**2)
    assert pooled.tau_squared > 0
    assert pooled.prediction == pytest.approx((pooled.value - reach, pooled.value + reach))
    assert pool(trials[:2], PoolingModel.DL, False, 95).prediction is None
    assert pool(trials, PoolingModel.COMMON, False, 95).prediction is None


@pytest.mark.parametrize("model", list(PoolingModel))
@pytest.mark.parametrize("hartung_knapp", [False, True])
@pytest.mark.parametrize(
    ("values", "standard_errors"),
    [
        ([0.3, 0.3, 0.3], [0.1, 0.2, 0.3]),
        ([1e30, -1e30, 0.0], [1e-30, 1e30, 1.0]),
        ([1e9, 1e9 + 1e-3, 1e9], [1e-3, 1e-3, 1e-3]),
        ([0.0, 1e-12], [1e-9, 1e6]),
        ([0.1 * i for i in range(300)], [0.01 + 0.001 * i for i in range(300)]),
    ],
)
def test_every_number_is_finite_when_the_trials_are_extreme(
    model: PoolingModel, hartung_knapp: bool, values: list[float], standard_errors: list[float]
) -> None:
    pooled = pool(effects(values, standard_errors), model, hartung_knapp, 95)

    numbers = [pooled.value, pooled.se, pooled.tau_squared, pooled.q, pooled.q_p, pooled.p, *(pooled.prediction or ())]
    assert all(map(math.isfinite, numbers))
    assert pooled.low <= pooled.high
    assert sum(pooled.weights) == pytest.approx(100)
    assert 0 <= pooled.i_squared <= 100
    assert min(values) <= pooled.value <= max(values)


def test_hartung_knapp_is_doubted_when_it_narrows_the_interval() -> None:
    rows = [{"label": f"Trial {i}", "effect": "0.3", "ci_low": "0.1", "ci_high": "0.5"} for i in (1, 2)]
    rows.append({"label": "Trial 3", "effect": "0.31", "ci_low": "0.11", "ci_high": "0.51"})

    with_it = analyse(finding(trials=rows, hartung_knapp=True))
    without = analyse(finding(trials=rows, hartung_knapp=False))

    assert [doubt.split()[0] for doubt in with_it.doubts] == ["Hartung-Knapp"]
    assert without.doubts == ()


# Distributions


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 12, 29, 30, 101, 400])
def test_student_and_chi_squared_match_scipy_when_df_are_whole(df: int) -> None:
    quantiles = [t_quantile(level, df) for level in (50, 90, 95, 99)]
    tails = [t_p(t, df) for t in (0.0, 0.7, -2.1, 9.0)]
    chi_tails = [chi_squared_p(q, df) for q in (1e-6, 0.5, 3.84, 40.0, 1500.0)]

    assert quantiles == pytest.approx([stats.t.ppf(0.5 + level / 200, df) for level in (50, 90, 95, 99)], rel=1e-10)
    assert tails == pytest.approx([2 * stats.t.sf(abs(t), df) for t in (0.0, 0.7, -2.1, 9.0)], abs=1e-13)
    assert chi_tails == pytest.approx([stats.chi2.sf(q, df) for q in (1e-6, 0.5, 3.84, 40.0, 1500.0)], rel=1e-10)


def test_normal_quantile_is_the_usual_one() -> None:
    assert [round(normal_quantile(level), 4) for level in (90, 95, 99)] == [1.6449, 1.96, 2.5758]


# The whole plot


def test_rows_are_left_out_with_the_reason_when_they_cannot_be_used() -> None:
    document = finding(
        measure="RR",
        trials=[
            arms((20, 4), (20, 8)).model_copy(update={"label": "Good 2001"}),
            arms((20, 0), (20, 0)).model_copy(update={"label": "Empty 2002"}),
            arms((20, 21), (20, 8)).model_copy(update={"label": "Wrong 2003"}),
        ],
    )

    analysis = analyse(document)

    assert [row.effect.label for row in analysis.rows] == ["Good 2001"]
    assert [(x.label, x.is_mistake) for x in analysis.excluded] == [("Empty 2002", False), ("Wrong 2003", True)]


def test_nothing_is_pooled_when_no_row_can_be_used() -> None:
    analysis = analyse(finding(trials=[{"label": "Empty 2001"}]))

    assert (analysis.overall, analysis.rows, analysis.subgroups) == (None, (), ())
    assert [excluded.is_mistake for excluded in analysis.excluded] == [True]


def test_year_is_added_to_the_label_unless_it_is_there() -> None:
    numbers = {"effect": "1", "ci_low": "0", "ci_high": "2", "year": 2009}
    document = finding(trials=[{"label": "Cherkin", **numbers}, {"label": "Brinkhaus 2009b", **numbers}])

    labels = [row.effect.label for row in analyse(document).rows]

    assert labels == ["Cherkin 2009", "Brinkhaus 2009b"]


def test_rows_without_subgroup_are_other_trials_when_others_have_one() -> None:
    numbers = {"ci_low": "0", "ci_high": "2"}
    document = finding(
        trials=[
            {"label": "A 2001", "subgroup": "Manual", "effect": "1", **numbers},
            {"label": "B 2002", "effect": "0.9", **numbers},
            {"label": "C 2003", "subgroup": "Manual", "effect": "1.1", **numbers},
        ]
    )

    analysis = analyse(document)

    assert [(s.name, [r.effect.label for r in s.rows]) for s in analysis.subgroups] == [
        ("Manual", ["A 2001", "C 2003"]),
        ("Other trials", ["B 2002"]),
    ]
    assert analysis.subgroup_difference_p is not None


def test_subgroup_difference_matches_a_chi_squared_test_of_the_subtotals() -> None:
    analysis = analyse(set_finding("fibromyalgia_sham"))

    first, second = (subgroup.summary.pooled for subgroup in analysis.subgroups)
    z = (first.value - second.value) / math.hypot(first.se, second.se)
    assert analysis.subgroup_difference_p == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-9)


# Disagreement with the stored result


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("fibromyalgia_sham", {"estimate": "-0.09", "ci_low": "-0.32", "ci_high": "0.14"}),
        ("back_pain_sham", {"estimate": "0.81", "ci_low": "-0.27", "ci_high": "1.9"}),
        ("auricular_dropout", {"estimate": "1.10", "ci_low": "0.78", "ci_high": "1.55"}),
        ("auricular_dropout", {}),
    ],
)
def test_nothing_is_said_when_the_stored_result_agrees_to_rounding(name: str, stored: dict[str, str]) -> None:
    document = set_finding(name, **stored)

    assert disagreement(document, analyse(document)) is None


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("fibromyalgia_sham", {"estimate": "0.09", "ci_low": "-0.32", "ci_high": "0.34"}),
        ("fibromyalgia_sham", {"estimate": "-0.09", "ci_low": "-0.42", "ci_high": "0.14"}),
        ("fibromyalgia_sham", {"estimate": "-0.13"}),
        ("auricular_dropout", {"estimate": "1.10", "ci_low": "0.78", "ci_high": "1.65"}),
        ("auricular_dropout", {"estimate": "0.91", "ci_low": "0.65", "ci_high": "1.28"}),
    ],
)
def test_editor_is_warned_when_the_stored_result_is_another(name: str, stored: dict[str, str]) -> None:
    document = set_finding(name, **stored)

    warning = disagreement(document, analyse(document))

    assert warning is not None
    assert warning.startswith("The trial rows pool to ")
    assert stored["estimate"].lstrip("-").rstrip("0") in warning


def test_warning_names_both_results_and_the_model() -> None:
    document = set_finding("knee_mixed_input", estimate="-0.51", ci_low="-1.09", ci_high="0.07")

    warning = disagreement(document, analyse(document))

    assert warning == (
        "The trial rows pool to −0.39 (−1.44 to 0.66) (random effects (DerSimonian-Laird)), "
        "but the finding says −0.51 (−1.09 to 0.07). Check the rows, the pooling model and the source."
    )


@pytest.mark.parametrize(
    ("numbers", "measure", "text"),
    [
        ((-0.2849, -0.45, -0.11), Measure.SMD, "−0.28 (−0.45 to −0.11)"),
        ((-0.001, -0.2, 0.2), Measure.SMD, "0.00 (−0.20 to 0.20)"),
        ((0.0123, 0.00012, 130.4), Measure.RR, "0.01 (0.00012 to 130.4)"),
        ((1500.2, -2e7, 2e7), Measure.MD, "1500 (−2e+07 to 2e+07)"),
    ],
)
def test_numbers_are_written_for_readers(numbers: tuple[float, float, float], measure: Measure, text: str) -> None:
    shown = Shown(*numbers)

    assert shown_text(shown, measure) == text
