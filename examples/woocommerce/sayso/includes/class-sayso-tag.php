<?php
/**
 * The one script tag, and the way back to the visitor's choices.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Nothing here depends on who visits, so that a cached page is right for everybody. */
final class Sayso_Tag {
	public static function init(): void {
		add_action( 'wp_head', array( self::class, 'script' ), 1 );
		add_action( 'wp_footer', array( self::class, 'footer' ) );
		add_shortcode( 'sayso_choices', array( self::class, 'link' ) );
	}

	public static function script(): void {
		if ( ! Sayso_Settings::is_ready() || is_customize_preview() ) {
			return;
		}
		$attributes = array(
			'async'            => true,
			'src'              => esc_url( Sayso_Settings::address( '/s/{site}.js' ) ),
			// The script finds its collector by its own address: optimisers must not merge, copy or delay it.
			'data-cfasync'     => 'false',
			'data-no-optimize' => '1',
			'data-noptimize'   => '1',
			'nowprocket'       => true,
		);
		if ( Sayso_Settings::is_region( (string) Sayso_Settings::get( 'region' ) ) ) {
			$attributes['data-region'] = Sayso_Settings::get( 'region' );
		}
		// WordPress' own, so that a plugin for content security policies can add its nonce.
		wp_print_script_tag( $attributes );
	}

	public static function footer(): void {
		if ( ! Sayso_Settings::is_ready() ) {
			return;
		}
		if ( Sayso_Settings::get( 'link' ) ) {
			printf( '<p class="sayso-choices">%s</p>', self::link() ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped below.
		}
		if ( Sayso_Settings::get( 'noscript' ) ) {
			printf(
				'<noscript><img alt="" height="1" width="1" src="%s"></noscript>',
				esc_url( Sayso_Settings::address( '/v1/{site}/pixel.gif?name=page_view' ) )
			);
		}
	}

	/** For visitors without JavaScript it leads to the collector's page, which needs none. */
	public static function link(): string {
		if ( ! Sayso_Settings::is_ready() ) {
			return '';
		}
		return sprintf(
			'<a data-sayso="open" href="%s">%s</a> <span data-sayso="status"></span>',
			esc_url( Sayso_Settings::address( '/v1/{site}/opt-out' ) ),
			esc_html( '' === Sayso_Settings::get( 'link_text' ) ? self::link_words() : Sayso_Settings::get( 'link_text' ) )
		);
	}

	public static function link_words(): string {
		return __( 'Your privacy choices', 'sayso' );
	}
}
