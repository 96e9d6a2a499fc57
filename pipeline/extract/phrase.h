/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/vocabulary.h"

/* The form of a phrase: what can be told of it without knowing what it means. */

/* Without numbering, list marks, emphasis, enclosing quotes and closing punctuation; owned. */
char *sg_phrase_clean(const char *text);

/* Whether a phrase begins with advice ("Use", "Avoid", "Always"). */
bool sg_phrase_is_advice(const SgVocabulary *vocabulary, const char *phrase);

/* Length of the error code of rustc that text begins with ("E0502"), or 0. */
size_t sg_phrase_error_code(const char *text);

/* Whether text has the form of code rather than of prose: "Arc<T>", "spawn_blocking", "a::b". */
bool sg_phrase_is_code(const char *text);

/* Whether text is written in capitals, digits aside: "FFI", "gRPC", "B-Tree" is none. */
bool sg_phrase_is_acronym(const char *text);

/* Whether the letters of acronym are the initials of phrase's words, in order. */
bool sg_phrase_is_expansion(const char *acronym, const char *phrase);

/* Whether a phrase is written as names are not: part of is_name. name-form.c */
bool sg_phrase_is_badly_formed(const char *phrase);

/* Whether a phrase can be a name at all: few words, no clause, no path, no question. */
bool sg_phrase_is_name(const SgVocabulary *vocabulary, const char *phrase);

/* Whether a word is an article, a preposition or the like, such as stay small in titles. */
bool sg_phrase_is_little_word(const char *word, size_t length);

/* Whether a phrase has a word that only a clause has: it says something, it does not name. */
bool sg_phrase_is_clause(const char *phrase);

/* Whether every word but the little ones begins with a capital. */
bool sg_phrase_is_title(const char *phrase);

unsigned sg_phrase_count_words(const char *phrase);
