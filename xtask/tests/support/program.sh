#!/bin/sh
# A program that a test stands in for another is a link to this one and a script beside it. The test cannot write a program
# itself: one that another thread's child still holds open for writing cannot be run.
. "$0.sh"
